import { Logger } from '@nestjs/common';
import { topology } from '@libs/contracts';
import { Queue } from 'bullmq';

/** A queue of one agent, opened to be shown. */
export interface OpenQueue {
  readonly agent: string;
  readonly name: string;
  readonly queue: Queue;
}

/** Opens every queue of the topology for showing and steering. */
export function openQueues(redisUrl: string): OpenQueue[] {
  const logger = new Logger('board');
  return topology.flatMap(({ agent, queues }) =>
    queues.map((name) => {
      const queue = new Queue(name, {
        prefix: agent,
        connection: { url: redisUrl, maxRetriesPerRequest: 1 },
      });
      queue.on('error', (error) => logger.warn(`${agent}/${name}: ${String(error)}`));
      return { agent, name, queue };
    }),
  );
}
