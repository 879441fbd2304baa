import type { TriageVerdict } from '@libs/contracts';
import {
  healthIndexOf,
  type HealthSigns,
  type OpenAnomaly,
  type OpenCase,
} from './health-index.js';

const since = new Date('2026-11-21T08:00:00Z');
const aCase = (verdict: TriageVerdict | null): OpenCase => ({
  ...{ caseId: `case ${verdict}`, title: 'Vibration', verdict, openedAt: since },
});
const anAnomaly = {
  ...{ anomalyId: 'a', severity: 'alarm', text: 'The signals do not go together.', since },
  signals: [{ sensorKey: 'flow', share: 1 }],
} satisfies OpenAnomaly;
const of = (signs: Partial<HealthSigns>) =>
  healthIndexOf({
    ...{ sensors: 3, heard: true, cases: [], anomalies: [], pastCases: 0 },
    ...signs,
  });

describe('the health index', () => {
  it('PRE-02: is 100 of a machine that is watched and shows nothing, and unknown of one that is not', () => {
    expect(of({})).toEqual({ index: 100, band: 'normal', unknown: null, drivers: [] });
    expect(of({ sensors: 0 })).toMatchObject({ index: null, band: null, unknown: 'no_sensors' });
    expect(of({ heard: false })).toMatchObject({ index: null, unknown: 'never_heard' });
  });

  it.each([
    ['watch', 85, 'watch'],
    [null, 85, 'watch'],
    ['plan', 60, 'degraded'],
    ['act_now', 35, 'critical'],
  ] as const)('PRE-02: with a case to be decided as %s is %d', (verdict, index, band) => {
    expect(of({ cases: [aCase(verdict)] })).toMatchObject({ index, band });
  });

  it('PRE-02: tells what drives it, the most first, with the signals that stand out', () => {
    const { index, drivers } = of({
      cases: [aCase('watch'), aCase('act_now')],
      anomalies: [anAnomaly],
      pastCases: 2,
    });

    expect(index).toBe(25);
    expect(drivers.map(({ kind }) => kind)).toEqual(['case', 'case', 'anomaly', 'recurrence']);
    expect(drivers[0]).toMatchObject({ id: 'case act_now', since: since.toISOString() });
    expect(drivers[2]?.signals).toEqual([{ sensorKey: 'flow', share: 1 }]);
    const points = drivers.map((driver) => driver.points);
    expect(points).toEqual([...points].sort((a, b) => b - a));
  });

  it('never falls below 0, and is lowered by the past by a bounded share', () => {
    expect(of({ cases: Array.from({ length: 40 }, () => aCase('act_now')) }).index).toBe(0);
    expect(of({ pastCases: 100 }).index).toBe(85);
  });
});
