import type { PlanTrigger } from '@libs/contracts';
import { conditionDueAt } from './conditions.js';
import { hearFinding, inspectionDueAt, type InspectionNews } from './hear-finding.js';
import { hearPrediction, type PredictionNews } from './hear-prediction.js';
import type { Holding } from './plan-at-equipment.js';

type Trigger = Pick<PlanTrigger, keyof PlanTrigger>;

const HOUR = 3_600_000;

describe('predictions that ask for work', () => {
  const week: Trigger = { kind: 'prediction', withinHours: 168, limit: 0.5, release: 0.3 };
  const told = (probability: number | null, rest: Partial<PredictionNews> = {}) => ({
    ...({ kind: 'prediction', predictionId: 'p', failureMode: 'VIB', horizonHours: 168 } as const),
    probability,
    ...rest,
  });
  const after = (trigger: Trigger, all: readonly PredictionNews[]): Holding | undefined =>
    all.reduce<Holding | undefined>(
      (known, news, at) => hearPrediction(known, trigger, news, at),
      undefined,
    );

  it('hold from beyond the limit until they are back at the release', () => {
    expect(after(week, [told(0.5)])).toBeUndefined();
    expect(after(week, [told(0.6), told(0.31), told(null)])).toMatchObject({ since: 0, by: 'p' });
    expect(after(week, [told(0.6), told(0.3)])).toBeUndefined();
    expect(after({ ...week, failureMode: 'OHE' }, [told(0.9)])).toBeUndefined();
  });

  it('count for another time only as far as that says something of this one', () => {
    expect(after(week, [told(0.6, { horizonHours: 24 })])).toBeDefined();
    expect(after(week, [told(0.9, { horizonHours: 720 })])).toBeUndefined();
    expect(after(week, [told(0.6), told(0.1, { horizonHours: 24 })])).toBeDefined();
    expect(after(week, [told(0.6), told(0.1, { horizonHours: 720 })])).toBeUndefined();
  });

  it('hold while any failure mode does', () => {
    const heat = { failureMode: 'OHE', predictionId: 'q' };
    const both = after(week, [told(0.6), told(0.7, heat)]);
    expect(both).toMatchObject({ since: 0, by: 'p', modes: ['OHE', 'VIB'] });
    expect(after(week, [told(0.6), told(0.7, heat), told(0.1)])).toMatchObject({ modes: ['OHE'] });
    expect(after(week, [told(0.6), told(0.7, heat), told(0.1), told(0.1, heat)])).toBeUndefined();
  });

  it('ask again after work that did not help only once the gap is over, by the latest name', () => {
    const answered: Holding = { since: 5, answered: true, by: 'p', modes: ['VIB'] };
    const later = hearPrediction(answered, week, told(0.6, { predictionId: 'q' }), 9);
    expect(later).toMatchObject({ answered: true, by: 'q' });
    expect(conditionDueAt(later, week, 7)).toBeNull();
    expect(conditionDueAt(later, { ...week, gapHours: 2 }, 7)).toBe(7 + 2 * HOUR);
  });
});

describe('inspections that ask for work', () => {
  const bad: Trigger = { kind: 'inspection', score: 50, gapHours: 2 };
  const found = (inspectionId: string, score: number | null, failedItems: string[] = []) => ({
    ...({ kind: 'inspection', templateId: 't' } as const),
    ...{ inspectionId, score, failedItems },
  });
  const hear = (known: Holding | undefined, trigger: Trigger, news: InspectionNews, at = 9) =>
    hearFinding(known, trigger, news, { at: at * HOUR, since: 0 });

  it('do so from their score on, or where the item failed', () => {
    expect(hear(undefined, bad, found('a', 49))).toBeUndefined();
    expect(hear(undefined, bad, found('a', null))).toBeUndefined();
    expect(hear(undefined, bad, found('a', 50))).toMatchObject({ by: 'a', since: 9 * HOUR });
    const guard: Trigger = { kind: 'inspection', item: 'guard' };
    expect(hear(undefined, guard, found('a', 90, ['brake']))).toBeUndefined();
    expect(hear(undefined, guard, found('a', 5, ['guard']))).toBeDefined();
    expect(
      hear(undefined, { ...guard, templateId: 'u' }, found('a', 5, ['guard'])),
    ).toBeUndefined();
  });

  it('ask once each, for nothing more while work is open, and for none in the gap', () => {
    const open = hear(undefined, bad, found('a', 50));
    expect(hear(open, bad, found('b', 80))).toBe(open);
    const done: Holding = { since: 1, answered: true, by: 'a' };
    expect(inspectionDueAt(done)).toBeNull();
    expect(hear(done, bad, found('a', 80))).toBe(done);
    expect(hear(done, bad, found('b', 80), 1)).toBe(done);
    const next = hear(done, bad, found('b', 80));
    expect(next).toEqual({ since: 9 * HOUR, answered: false, by: 'b' });
    expect(inspectionDueAt(next)).toBe(9 * HOUR);
  });
});
