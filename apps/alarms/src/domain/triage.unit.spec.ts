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

  it('never asks for machine work because of a sensor', () => {
    const found = CRITICALITIES.map((criticality) =>
      triage('critical', criticality, 'sensor_fault'),
    );

    expect(found.map(({ verdict }) => verdict)).toEqual(['plan', 'plan', 'plan', 'watch']);
    expect(found[0]?.reason).toBe(
      'A sensor is at fault, not the equipment of criticality A: its inspection or calibration is to be planned.',
    );
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
