import { Logger } from '@nestjs/common';
import { agentRow, topology, type QueueRow } from '@libs/contracts';
import { Queue } from 'bullmq';
import { faultLog, PATIENT } from './redis-connection.js';
import { queueOf, type TimedJobClass } from './timed-job.js';

/** One queue of the topology, open to be looked at. */
export interface OpenQueue {
  readonly agent: string;
  readonly row: QueueRow;
  readonly queue: Queue;
}

/** An agent's jobs and the queues of its row differ. */
export class QueueMismatch extends Error {
  override readonly name = 'QueueMismatch';
}

/** Throws unless an agent has exactly one job for each queue that its row declares. */
export function assertQueuesMatch(agent: string, jobs: readonly TimedJobClass[]): void {
  const declared = agentRow(agent)
    .queues.map(({ name }) => name)
    .sort()
    .join(', ');
  const present = jobs.map(queueOf).sort().join(', ');
  if (declared === present) return;
  throw new QueueMismatch(
    `${agent}: its jobs run on [${present}], its row declares the queues [${declared}]`,
  );
}

/** Opens every agent's queues, e.g. for a board; the caller closes each. */
export function openQueues(redisUrl: string): OpenQueue[] {
  const logger = new Logger('queues');
  return topology.flatMap(({ agent, queues }) =>
    queues.map((row) => {
      const connection = { ...PATIENT, url: redisUrl };
      const queue = new Queue(row.name, { prefix: agent, connection });
      queue.on('error', faultLog(logger).failed);
      return { agent, row, queue };
    }),
  );
}
