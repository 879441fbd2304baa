import { AnomalyEpisode } from '../episodes/anomaly-episode.js';
import { adjusted, effectiveFrom, stepFor, type Adjustment } from './adjustment.js';
import { tellingOf, USUAL_TELLING } from './telling.js';

const step = (by: number, fromMs: number, untilMs = Infinity): Adjustment => ({
  step: by,
  fromMs,
  untilMs,
});

describe('EVT-17 DET-03: what people say of alarms', () => {
  it('moves thresholds step by step, and never beyond their bounds', () => {
    expect(stepFor('wrong', 0)).toBe(0.03);
    expect(stepFor('right', 0)).toBe(-0.01);
    expect(stepFor('wrong', 0.18)).toBe(0.02);
    expect(stepFor('wrong', 0.2)).toBe(0);
    expect(stepFor('right', -0.05)).toBe(0);
  });

  it('counts by when a reading was measured, so that a replay tells the same', () => {
    const steps = [step(0.03, 100), step(0.03, 200, 300)];
    const alertAt = (atMs: number): number => adjusted(USUAL_TELLING, steps, atMs).alertFrom;
    expect([99, 100, 200, 299, 300].map(alertAt)).toEqual([0.5, 0.53, 0.56, 0.56, 0.53]);
    expect(adjusted(USUAL_TELLING, steps, 99)).toBe(USUAL_TELLING);
    const now = new Date(0);
    expect(effectiveFrom(now).getTime()).toBeGreaterThan(10_000);
  });

  it('moves those of a version, and with them what people are told', () => {
    const telling = adjusted(tellingOf({ alertFrom: 0.4 }), [step(0.03, 0)], 1);
    expect(telling).toMatchObject({ alertFrom: 0.43, alarmFrom: 0.63, calmReadings: 60 });
    const told = (score: number) =>
      new AnomalyEpisode().observe(1000, score, 10, null, telling).told;
    expect([0.42, 0.43, 0.64].map(told)).toEqual([null, 'alert', 'alarm']);
  });
});
