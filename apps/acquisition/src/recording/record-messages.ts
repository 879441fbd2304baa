import { Injectable } from '@nestjs/common';
import {
  draft,
  gatewaySubjects,
  readingsSubject,
  ReadingRejected,
  ReadingsRecorded,
} from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import { Outbox, setAside } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { foldIntoBatches, withoutRepeats, type ReadingToRecord } from '../domain/fold-readings.js';
import { reasonOf, type SortedMessage } from '../domain/sort-messages.js';
import { GatewayRepository, type Watermark } from '../persistence/gateway.repository.js';
import { ReadingRepository, type Recorded } from '../persistence/reading.repository.js';
import { ReadingsLogRepository } from '../persistence/readings-log.repository.js';

/** A gateway of a tenant and how far it may forget. */
export interface TenantWatermark extends Watermark {
  readonly tenantId: string;
}

/** Records one tenant's messages of a batch: all of it, or nothing, in the caller's transaction. */
@Injectable()
export class RecordMessages {
  constructor(
    private readonly readings: ReadingRepository,
    private readonly gateways: GatewayRepository,
    private readonly log: ReadingsLogRepository,
    private readonly outbox: Outbox,
  ) {}

  async record(
    tenantId: string,
    messages: readonly SortedMessage[],
    partition: number,
    system: SystemTransaction,
  ): Promise<TenantWatermark[]> {
    const tx = await system.within(tenantId);
    const sent = withoutRepeats(
      messages.flatMap(({ accepted, correlationId }) =>
        accepted.map((reading) => ({ ...reading, correlationId })),
      ),
    );
    const recorded = await this.readings.record(sent, tx);
    await this.readings.saveLatest([...recorded.fresh, ...recorded.corrected], tx);
    await this.tellReadings(recorded.fresh, tx);
    await this.refuse(messages, tx);
    const refused = messages.reduce((sum, each) => sum + refusals(each), 0);
    await this.log.count(partition, recorded.fresh.length, refused, tx);
    return this.note(messages, recorded, tx);
  }

  private async tellReadings(fresh: readonly ReadingToRecord[], tx: Transaction): Promise<void> {
    const batches = foldIntoBatches(fresh);
    if (batches.length === 0) return;
    const places = await this.log.takePlaces(
      batches.map((batch) => batch.partition),
      tx,
    );
    const recordedAt = Date.now();
    const rows = batches.map((batch) => {
      const data = { ...batch, logSeq: places.get(batch.partition) ?? 0, recordedAt };
      const event = this.outbox.complete(draft(ReadingsRecorded, data), tx.tenantId);
      return {
        eventId: event.id,
        subject: readingsSubject(batch.partition),
        body: JSON.stringify(event),
      };
    });
    await this.outbox.addRows(tx, rows);
  }

  /** Keeps what was refused byte for byte and tells the gateway why. */
  private async refuse(messages: readonly SortedMessage[], tx: Transaction): Promise<void> {
    for (const message of messages) {
      const reason = reasonOf(message);
      if (reason === undefined) continue;
      const { gateway, subject, correlationId, boot, seq, refused, accepted, data } = message;
      const quarantineId = await setAside(tx, { source: subject, reason, raw: data });
      const answer = {
        quarantineId,
        correlationId,
        boot,
        seq,
        reason,
        refused: refused.slice(0, 100),
      };
      await this.outbox.addRows(tx, [
        {
          eventId: uuidv7(),
          subject: gatewaySubjects.reject(tx.tenantId, gateway),
          body: JSON.stringify(answer),
        },
      ]);
      const event = {
        gateway,
        quarantineId,
        reason: reason.slice(0, 1000),
        refused: refused.length,
        recorded: accepted.length,
      };
      await this.outbox.add(tx, [draft(ReadingRejected, event, { correlationId })]);
    }
  }

  private async note(
    messages: readonly SortedMessage[],
    { fresh, corrected }: Recorded,
    tx: Transaction,
  ): Promise<TenantWatermark[]> {
    const freshOf = countBy(fresh);
    const correctedOf = countBy(corrected);
    const noted = messages.map((message) => {
      const { accepted, correlationId, gateway, boot, seq, receivedAt } = message;
      const recorded = freshOf.get(correlationId) ?? 0;
      const corrections = correctedOf.get(correlationId) ?? 0;
      return {
        correlationId,
        gateway,
        receivedAt,
        recorded,
        corrections,
        duplicates: accepted.length - recorded - corrections,
        refused: refusals(message),
        ...(boot !== undefined && { boot }),
        ...(seq !== undefined && { seq }),
      };
    });
    await this.gateways.note(noted, tx);
    const watermarks: TenantWatermark[] = [];
    for (const gateway of [...new Set(noted.map((each) => each.gateway))].sort()) {
      const own = noted.filter((each) => each.gateway === gateway);
      const watermark = await this.gateways.receive(gateway, own, tx);
      if (watermark) watermarks.push({ ...watermark, tenantId: tx.tenantId });
    }
    return watermarks;
  }
}

/** An unreadable message counts as one refusal. */
function refusals(message: SortedMessage): number {
  return message.unreadable ? 1 : message.refused.length;
}

function countBy(readings: readonly ReadingToRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { correlationId } of readings) {
    counts.set(correlationId, (counts.get(correlationId) ?? 0) + 1);
  }
  return counts;
}
