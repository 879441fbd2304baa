import { assertQueuesMatch, QueueMismatch } from './queues.js';
import { OnQueue, type DueWork, type TimedJob } from './timed-job.js';

@OnQueue('deliver-notification')
class Declared implements TimedJob {
  due = (): Promise<DueWork[]> => Promise.resolve([]);
  run = (): Promise<void> => Promise.resolve();
}

@OnQueue('sweep-the-floor')
class Undeclared extends Declared {}

describe('the queues of an agent', () => {
  it('are those of its row', () => {
    expect(() => assertQueuesMatch('notification', [Declared])).not.toThrow();
    expect(() => assertQueuesMatch('access', [])).not.toThrow();
  });

  it('keep it from starting when one is missing, undeclared or served twice', () => {
    expect(() => assertQueuesMatch('notification', [])).toThrow(QueueMismatch);
    expect(() => assertQueuesMatch('notification', [Declared, Undeclared])).toThrow(QueueMismatch);
    expect(() => assertQueuesMatch('notification', [Declared, Declared])).toThrow(QueueMismatch);
  });
});
