import type { RuleFigures } from '@libs/contracts';
import { isWorse, proposeFor } from './propose-retirement.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const bounds = { leastPrecision: 0.5, leastAnswers: 5 };
const figures = (rest: Partial<RuleFigures> = {}): RuleFigures => ({
  ...{ rule: 'rule:ODD', ruleId: '019aa4c3-2222-7f0c-94f4-ee4f887ec902' },
  ...{ from: '2026-10-22T08:00:00Z', to: '2026-11-21T08:00:00Z', alarms: 40, alarmsPerDay: 1.3 },
  ...{ share: 0.2, right: 5, wrong: 5, unanswered: 30, precision: 0.5, chattering: 0, stale: 0 },
  ...rest,
});

describe('proposing a rule for retirement', () => {
  it('goes by figures, and by enough of them', () => {
    expect(proposeFor(figures(), null, bounds, NOW)).toBeNull();
    const wrong = { right: 1, wrong: 5, precision: 1 / 6 };
    expect(proposeFor(figures(wrong), null, bounds, NOW)).toEqual({
      kind: 'retire',
      cause: 'imprecise',
      reason: 'Of 6 judged alarms of rule:ODD, 1 were right; the plant asks for 50 %.',
    });
    const few = { right: 0, wrong: 4, precision: 0 };
    expect(proposeFor(figures(few), null, bounds, NOW)).toBeNull();
    const builtIn = { ...wrong, rule: 'anomaly:vibration', ruleId: null };
    expect(proposeFor(figures(builtIn), null, bounds, NOW)).toMatchObject({ kind: 'revise' });
    expect(proposeFor(figures({ chattering: 3 }), null, bounds, NOW)).toMatchObject({
      ...{ kind: 'revise', cause: 'chattering' },
    });
    expect(proposeFor(figures({ alarms: 50, share: 0.3 }), null, bounds, NOW)).toMatchObject({
      cause: 'load',
      reason: 'rule:ODD made 50 alarms, 30 % of all.',
    });
    const since = new Date('2026-08-01T08:00:00Z');
    expect(proposeFor(figures({ alarms: 0 }), since, bounds, NOW)).toMatchObject({
      cause: 'never_raised',
      reason: 'rule:ODD has been active for 112 days and raised nothing.',
    });
    expect(proposeFor(figures(), new Date('2026-11-01T08:00:00Z'), bounds, NOW)).toBeNull();
  });

  it('is repeated after it was dismissed only where the figures got worse', () => {
    const then = figures({ right: 4, wrong: 6, precision: 0.4, chattering: 10, alarms: 100 });
    expect(isWorse(then, then, 'imprecise')).toBe(false);
    expect(isWorse(figures({ wrong: 9, precision: 0.3 }), then, 'imprecise')).toBe(true);
    expect(isWorse(figures({ chattering: 10 }), then, 'chattering')).toBe(false);
    expect(isWorse(figures({ chattering: 11 }), then, 'chattering')).toBe(true);
    expect(isWorse(figures({ alarms: 110 }), then, 'load')).toBe(true);
    expect(isWorse(then, then, 'never_raised')).toBe(false);
  });
});
