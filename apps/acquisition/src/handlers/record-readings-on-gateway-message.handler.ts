import { PARTITIONS, partitionOf } from '@libs/contracts';
import { isDataFault } from '@libs/database';
import {
  ContractBroken,
  Reads,
  tenantOfSubject,
  type LogMessage,
  type LogReader,
  type PartitionLease,
  type PartitionSession,
} from '@libs/messaging';
import type { SortedMessage } from '../domain/sort-messages.js';
import { GatewayIntake } from '../recording/gateway-intake.js';
import { RecordMessages, type TenantWatermark } from '../recording/record-messages.js';

/** INGEST, by position: what gateways send becomes readings, once each. */
@Reads('INGEST', { trims: true })
export class RecordReadingsOnGatewayMessage implements LogReader {
  readonly partitions = PARTITIONS.INGEST;

  constructor(
    private readonly intake: GatewayIntake,
    private readonly recorder: RecordMessages,
  ) {}

  partitionOf(subject: string): number {
    return partitionOf(subject, this.partitions);
  }

  open(lease: PartitionLease): Promise<PartitionSession> {
    return Promise.resolve({
      apply: (batch) => this.record(lease, batch),
      checkpoint: (streamSeq) => moveTo(lease, streamSeq),
    });
  }

  /** What the data itself makes fail is narrowed down to the one message and set aside. */
  private async record(lease: PartitionLease, batch: readonly LogMessage[]): Promise<void> {
    const messages = await this.intake.sort(batch);
    try {
      await this.commit(lease, batch, messages);
    } catch (error) {
      if (!isDataFault(error) && !(error instanceof ContractBroken)) throw error;
      if (batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await this.record(lease, batch.slice(0, middle));
        await this.record(lease, batch.slice(middle));
        return;
      }
      const unreadable = `The database refused it: ${String(error)}`;
      await this.commit(
        lease,
        batch,
        messages.map((each) => ({ ...each, accepted: [], refused: [], unreadable })),
      );
    }
  }

  private async commit(
    lease: PartitionLease,
    batch: readonly LogMessage[],
    messages: readonly SortedMessage[],
  ): Promise<void> {
    const streamSeq = batch.at(-1)?.seq ?? lease.streamSeq;
    let watermarks: TenantWatermark[] = [];
    await this.intake.preparePartitions(messages);
    await lease.commit({ streamSeq }, async (tx) => {
      // Made anew when Postgres asks for the transaction to be repeated.
      watermarks = [];
      for (const [tenantId, own] of byTenant(messages)) {
        watermarks.push(...(await this.recorder.record(tenantId, own, lease.partition, tx)));
      }
    });
    this.intake.tell(watermarks);
  }
}

async function moveTo(lease: PartitionLease, streamSeq: number): Promise<void> {
  if (streamSeq > lease.streamSeq) await lease.commit({ streamSeq }, () => Promise.resolve());
}

function byTenant(messages: readonly SortedMessage[]): Map<string, SortedMessage[]> {
  const result = new Map<string, SortedMessage[]>();
  for (const message of messages) {
    const tenantId = tenantOfSubject(message.subject);
    const own = result.get(tenantId);
    if (own) own.push(message);
    else result.set(tenantId, [message]);
  }
  return result;
}
