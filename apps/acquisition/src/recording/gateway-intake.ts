import { Injectable } from '@nestjs/common';
import { gatewaySubjects } from '@libs/contracts';
import { UnitOfWork } from '@libs/database';
import { Broker, Outbox, tenantOfSubject, type LogMessage } from '@libs/messaging';
import { v5 as uuidv5 } from 'uuid';
import { AcquisitionConfig } from '../acquisition.config.js';
import { sortMessage, type RawMessage, type SortedMessage } from '../domain/sort-messages.js';
import { ReadingRepository } from '../persistence/reading.repository.js';
import { SensorRepository } from '../persistence/sensor.repository.js';
import { SensorDirectory } from './sensor-directory.js';
import type { TenantWatermark } from './record-messages.js';

/** The same message always begins the same correlation, also when it is delivered again. */
const CORRELATIONS = '8c7d1c1e-5f0e-5b1c-9d53-0d7c4f6b2a10';

const NAME = /^[^\s\p{Cc}]{1,120}$/u;

/** What surrounds the recording of gateway messages: judging before it, telling after it. */
@Injectable()
export class GatewayIntake {
  constructor(
    private readonly config: AcquisitionConfig,
    private readonly sensors: SensorRepository,
    private readonly directory: SensorDirectory,
    private readonly readings: ReadingRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly broker: Broker,
  ) {}

  /** Judges messages by the sensors known now; asks the registry for those that are not. */
  async sort(batch: readonly LogMessage[]): Promise<SortedMessage[]> {
    await this.sensors.refresh();
    const messages = this.judge(batch);
    let learnt = false;
    for (const { subject, unknown } of messages) {
      if (unknown.length === 0) continue;
      learnt = (await this.directory.learn(tenantOfSubject(subject), unknown)) || learnt;
    }
    return learnt ? this.judge(batch) : messages;
  }

  /** Makes time partitions before the transaction that needs them, since that locks the table. */
  async preparePartitions(messages: readonly SortedMessage[]): Promise<void> {
    const readings = messages.flatMap((each) => each.accepted);
    if (this.readings.hasPartitions(readings)) return;
    const made = await this.unitOfWork.system((tx) =>
      this.readings.preparePartitions(readings, tx),
    );
    this.readings.rememberPartitions(made);
  }

  /** After the commit: wakes the relay and tells gateways what they may forget. */
  tell(watermarks: readonly TenantWatermark[]): void {
    this.outbox.wake();
    for (const { tenantId, gateway, boot, seq } of watermarks) {
      const subject = gatewaySubjects.watermark(tenantId, gateway);
      this.broker.connection.publish(subject, JSON.stringify({ boot, seq }));
    }
  }

  private judge(batch: readonly LogMessage[]): SortedMessage[] {
    const clock = {
      now: Date.now(),
      earliest: Date.parse(this.config.readingsEarliest),
      aheadMs: this.config.readingsClockAheadMs,
    };
    return batch.map((message) => {
      const tenantId = tenantOfSubject(message.subject);
      const sensorOf = (name: string) => this.sensors.lookUp(tenantId, name);
      return sortMessage(rawMessage(message), sensorOf, clock, this.config.ingestMaxBytes);
    });
  }
}

/** A name that no column, index or subject would take is kept in the message's source alone. */
function nameOf(subject: string): string {
  const name = subject.split('.').slice(2).join('.');
  return NAME.test(name) ? name : `unnameable-${uuidv5(name, CORRELATIONS)}`;
}

function rawMessage(message: LogMessage): RawMessage {
  const { subject, seq, data, receivedAt } = message;
  const given = message.headers?.get('Nats-Msg-Id') ?? '';
  const identity = given === '' ? `${seq}@${receivedAt}` : given;
  return {
    gateway: nameOf(subject),
    subject,
    correlationId: uuidv5(`${subject}/${identity}`, CORRELATIONS),
    data,
    receivedAt,
  };
}
