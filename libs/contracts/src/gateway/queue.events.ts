import { EventContract } from '../envelope/event-contract.js';
import { Text } from '../fields/kinds.js';

/** Somebody steered a queue, or one of its jobs, from the board. */
@EventContract('gateway.queue.steered.v1')
export class QueueSteered {
  @Text({ max: 100 }) queue!: string;
  @Text({ max: 100, description: 'What the board calls it, e.g. retry' }) action!: string;
  @Text({ max: 200, optional: true, description: 'Of one job, where it was about one' })
  jobId?: string;
  @Text({ max: 120 }) steeredBy!: string;
}
