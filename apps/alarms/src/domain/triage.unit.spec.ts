import { CRITICALITIES, SEVERITIES } from '@libs/contracts';
import { isMoreUrgent, triage } from './triage.js';

describe('triage', () => {
  it('weighs severity against criticality', () => {
    const verdicts = SEVERITIES.map((severity) =>
      CRITICALITIES.map((criticality) => triage(severity, criticality).verdict),
    );
    expect(verdicts).toEqual([
      ['watch', 'watch', 'watch', 'watch'],
      ['plan', 'plan', 'watch', 'watch'],
      ['act_now', 'act_now', 'plan', 'watch'],
      ['act_now', 'act_now', 'act_now', 'act_now'],
    ]);
  });

  it('gives its reason in a sentence', () => {
    expect(triage('high', 'C').reason).toBe(
      'Severity high on equipment of criticality C: work is to be planned.',
    );
  });

  it('knows which verdict is more urgent', () => {
    expect(isMoreUrgent('watch', null)).toBe(true);
    expect(isMoreUrgent('act_now', 'plan')).toBe(true);
    expect(isMoreUrgent('plan', 'plan')).toBe(false);
    expect(isMoreUrgent('watch', 'plan')).toBe(false);
  });
});
