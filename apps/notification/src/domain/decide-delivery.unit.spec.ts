import { decideBeforehand, decideDelivery } from './decide-delivery.js';

const delaysMs = [5_000, 30_000];
const failed = { kind: 'failed' as const, reason: 'The receiver answered 500.' };
const dayMs = 86_400_000;

describe('deciding on a delivery', () => {
  it('is done when the channel took the message', () => {
    expect(decideDelivery({ kind: 'accepted' }, 1, delaysMs)).toEqual({ kind: 'sent' });
  });

  it('waits longer after each failure and ends after the last', () => {
    const kinds = [1, 2, 3].map((attempts) => decideDelivery(failed, attempts, delaysMs));
    expect(kinds).toEqual([
      { kind: 'retry', afterMs: 5_000, reason: failed.reason },
      { kind: 'retry', afterMs: 30_000, reason: failed.reason },
      { kind: 'dead', disableContact: false, reason: failed.reason },
    ]);
  });

  it('waits as long as the receiver asks, but neither less than planned nor more than a day', () => {
    const after = (retryAfterMs: number): unknown =>
      decideDelivery({ ...failed, retryAfterMs }, 1, delaysMs);
    expect(after(60_000)).toMatchObject({ afterMs: 60_000 });
    expect(after(1)).toMatchObject({ afterMs: 5_000 });
    expect(after(10 * dayMs)).toMatchObject({ afterMs: dayMs });
  });

  it('disables a contact whose receiver is gone', () => {
    const decision = decideDelivery({ kind: 'gone', reason: 'gone' }, 1, delaysMs);
    expect(decision).toEqual({ kind: 'dead', disableContact: true, reason: 'gone' });
  });

  it('makes no attempt for a contact that is no more, nor after the last', () => {
    expect(decideBeforehand({ wanted: false, attempts: 1 }, delaysMs)?.kind).toBe('dead');
    expect(decideBeforehand({ wanted: true, attempts: 4 }, delaysMs)?.kind).toBe('dead');
    expect(decideBeforehand({ wanted: true, attempts: 3 }, delaysMs)).toBeUndefined();
  });
});
