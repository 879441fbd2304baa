import { PARTITIONS } from '@libs/contracts';
import {
  everyEvent,
  Reads,
  type LogReader,
  type PartitionLease,
  type PartitionSession,
} from '@libs/messaging';
import { RecordEvents } from './record-events.js';

/** Records every event of every agent, in the order of the log. */
@Reads('EVENTS')
export class AuditReader implements LogReader {
  readonly partitions = PARTITIONS.EVENTS;

  constructor(private readonly recording: RecordEvents) {}

  partitionOf(): number {
    return 0;
  }

  async open(lease: PartitionLease): Promise<PartitionSession> {
    return everyEvent(lease, (events, tx) => this.recording.record(events, tx));
  }
}
