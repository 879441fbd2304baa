import { PARTITIONS } from '@libs/contracts';
import {
  everyEvent,
  Reads,
  type LogReader,
  type PartitionLease,
  type PartitionSession,
} from '@libs/messaging';
import { EventLogRepository } from '../persistence/event-log.repository.js';

/** Keeps every event of every agent; what cannot be read goes to the quarantine. */
@Reads('EVENTS')
export class EventLogReader implements LogReader {
  readonly partitions = PARTITIONS.EVENTS;

  constructor(private readonly log: EventLogRepository) {}

  partitionOf(): number {
    return 0;
  }

  async open(lease: PartitionLease): Promise<PartitionSession> {
    return everyEvent(lease, (events, tx) => this.log.add(events, tx));
  }
}
