import { caseHealthOf } from './case-health.js';

describe('the health that open cases come to', () => {
  it.each([
    [[], 'normal'],
    [[null], 'watch'],
    [['watch'], 'watch'],
    [['plan', null], 'degraded'],
    [['watch', 'act_now', 'plan'], 'critical'],
  ] as const)('of verdicts %j is %s', (verdicts, health) => {
    expect(caseHealthOf(verdicts)).toBe(health);
  });
});
