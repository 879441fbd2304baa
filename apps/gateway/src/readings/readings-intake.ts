import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { gatewaySubjects, type IngestReceipt, type ReadingInput } from '@libs/contracts';
import { Broker, Refusal } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import type { Asking } from '../http/agents-client.js';

const GATEWAY = 'rest';

/** Sends readings that came over REST into the log that gateways send to. */
@Injectable()
export class ReadingsIntake {
  constructor(private readonly broker: Broker) {}

  async take(
    readings: ReadingInput[],
    { caller, idempotencyKey }: Asking,
    givenCorrelationId: string | undefined,
  ): Promise<IngestReceipt> {
    const { tenantId } = caller;
    // The readings count too: a key used again by mistake must not make other readings vanish.
    const identity =
      idempotencyKey === undefined
        ? undefined
        : createHash('sha256')
            .update(JSON.stringify([tenantId, idempotencyKey, readings]))
            .digest('hex');
    const correlationId =
      givenCorrelationId ??
      (identity ? uuidv5(identity, tenantId) : (currentTrace()?.correlationId ?? uuidv7()));
    const body = JSON.stringify({ correlationId, readings });
    const duplicate = await this.publish(gatewaySubjects.ingest(tenantId, GATEWAY), body, identity);
    return { correlationId, readings: readings.length, duplicate };
  }

  private async publish(subject: string, body: string, identity?: string): Promise<boolean> {
    try {
      const options = identity === undefined ? {} : { msgID: `rest:${identity}` };
      const ack = await this.broker.stream.publish(subject, body, options);
      return ack.duplicate;
    } catch {
      const detail = 'The readings could not be taken in now; send them again shortly.';
      throw new Refusal({ status: 503, title: 'Not available', detail });
    }
  }
}
