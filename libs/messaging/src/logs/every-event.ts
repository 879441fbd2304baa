import type { CloudEvent } from '@libs/contracts';
import { isDataFault, type SystemTransaction, type Transaction } from '@libs/database';
import { readAnyEvent } from '../events/any-event-reader.js';
import { setAside, tenantOfSubject } from '../events/quarantine.js';
import type { LogMessage, PartitionSession } from './log-reader.js';
import type { PartitionLease } from './partition-lease.js';

/** Keeps events of one tenant, in their order; the same ones may come again. */
export type KeepEvents = (events: readonly CloudEvent[], tx: Transaction) => Promise<void>;

/** Nesting that no stack and a number that no double holds are faults of the event too. */
function isItsOwnFault(error: unknown): boolean {
  return isDataFault(error) || error instanceof RangeError;
}

/**
 * Work on the EVENTS log for one who keeps every event of every agent, in one transaction with
 * the position; what cannot be read or kept goes to the quarantine and holds nothing up.
 */
export function everyEvent(lease: PartitionLease, keep: KeepEvents): PartitionSession {
  const keepAll = async (batch: readonly LogMessage[], tx: SystemTransaction): Promise<void> => {
    const byTenant = new Map<string, CloudEvent[]>();
    for (const message of batch) {
      const reading = readAnyEvent(message);
      switch (reading.kind) {
        case 'event': {
          const { event } = reading;
          const events = byTenant.get(event.tenantid);
          if (events) events.push(event);
          else byTenant.set(event.tenantid, [event]);
          break;
        }
        case 'unreadable':
          await reject(message, reading.reason, tx);
      }
    }
    for (const [tenantId, events] of byTenant) await keep(events, await tx.within(tenantId));
  };

  /** One bad message must not hold up its neighbours. */
  const applyAlone = async (message: LogMessage): Promise<void> => {
    try {
      await lease.commit({ streamSeq: message.seq }, (tx) => keepAll([message], tx));
    } catch (error) {
      if (!isItsOwnFault(error)) throw error;
      await lease.commit({ streamSeq: message.seq }, (tx) => reject(message, String(error), tx));
    }
  };

  return {
    apply: async (batch) => {
      const streamSeq = batch.at(-1)?.seq ?? lease.streamSeq;
      try {
        await lease.commit({ streamSeq }, (tx) => keepAll(batch, tx));
      } catch (error) {
        if (!isItsOwnFault(error)) throw error;
        for (const message of batch) await applyAlone(message);
      }
    },
    checkpoint: (streamSeq) => lease.commit({ streamSeq }, async () => undefined),
  };
}

async function reject(message: LogMessage, reason: string, tx: SystemTransaction): Promise<void> {
  const { subject: source, data: raw } = message;
  await setAside(await tx.within(tenantOfSubject(source)), { source, reason, raw });
}
