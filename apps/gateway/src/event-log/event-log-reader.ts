import { PARTITIONS, type CloudEvent } from '@libs/contracts';
import { isDataFault, type SystemTransaction } from '@libs/database';
import {
  Reads,
  setAside,
  tenantOfSubject,
  type LogMessage,
  type LogReader,
  type PartitionLease,
  type PartitionSession,
} from '@libs/messaging';
import { EventLogRepository } from '../persistence/event-log.repository.js';
import { readLogMessage } from './read-log-message.js';

/** Keeps every event of every agent; what cannot be read goes to the quarantine. */
@Reads('EVENTS')
export class EventLogReader implements LogReader {
  readonly partitions = PARTITIONS.EVENTS;

  constructor(private readonly log: EventLogRepository) {}

  partitionOf(): number {
    return 0;
  }

  async open(lease: PartitionLease): Promise<PartitionSession> {
    return {
      apply: (batch) => this.apply(batch, lease),
      checkpoint: (streamSeq) => lease.commit({ streamSeq }, async () => undefined),
    };
  }

  private async apply(batch: readonly LogMessage[], lease: PartitionLease): Promise<void> {
    const streamSeq = batch.at(-1)?.seq ?? lease.streamSeq;
    try {
      await lease.commit({ streamSeq }, (tx) => this.keep(batch, tx));
    } catch (error) {
      if (!isDataFault(error)) throw error;
      for (const message of batch) await this.applyAlone(message, lease);
    }
  }

  /** One bad message must not hold up its neighbours. */
  private async applyAlone(message: LogMessage, lease: PartitionLease): Promise<void> {
    try {
      await lease.commit({ streamSeq: message.seq }, (tx) => this.keep([message], tx));
    } catch (error) {
      if (!isDataFault(error)) throw error;
      await lease.commit({ streamSeq: message.seq }, (tx) => reject(message, String(error), tx));
    }
  }

  private async keep(batch: readonly LogMessage[], tx: SystemTransaction): Promise<void> {
    const byTenant = new Map<string, CloudEvent[]>();
    for (const message of batch) {
      const reading = readLogMessage(message);
      switch (reading.kind) {
        case 'event': {
          const { event } = reading;
          byTenant.set(event.tenantid, [...(byTenant.get(event.tenantid) ?? []), event]);
          break;
        }
        case 'unreadable':
          await reject(message, reading.reason, tx);
      }
    }
    for (const [tenantId, events] of byTenant) {
      await this.log.add(events, await tx.within(tenantId));
    }
  }
}

async function reject(message: LogMessage, reason: string, tx: SystemTransaction): Promise<void> {
  const { subject: source, data: raw } = message;
  await setAside(await tx.within(tenantOfSubject(source)), { source, reason, raw });
}
