import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/** Jobs that were given up, until somebody tries them again. */
const KEPT = { age: 14 * 86_400, count: 1_000 };

/** A queue of an agent, to put jobs into. */
export function ownQueue(agent: string, name: string, connection: Redis): Queue {
  const queue = new Queue(name, {
    prefix: agent,
    connection,
    // Postgres knows what became of the work; only what was given up stays, for the board.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: KEPT },
  });
  // The connection's own listener tells what is wrong; an unheard error would end the process.
  queue.on('error', () => undefined);
  return queue;
}
