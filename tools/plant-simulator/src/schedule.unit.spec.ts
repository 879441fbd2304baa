import { plant } from './plant.js';
import { demoFault, faultsAt, scheduledFault, type FaultPlan } from './schedule.js';

const liveFrom = Date.UTC(2026, 10, 21, 8);
const live: FaultPlan = { seed: 1, liveFrom, demoFaultAt: null };
const seconds = Array.from({ length: 7200 }, (_, index) => liveFrom + index * 1000);

describe('the schedule of faults', () => {
  it('has none before live operation begins', () => {
    const faults = seconds.flatMap((at) => faultsAt({ ...live, liveFrom: null }, plant, at));
    const early = seconds.flatMap((at) => faultsAt(live, plant, at - 7_200_000));
    expect([...faults, ...early]).toEqual([]);
  });

  it('has one about every ten minutes, never two at once, and repairs each within minutes', () => {
    const active = seconds.map((at) => faultsAt(live, plant, at));
    expect(Math.max(...active.map((faults) => faults.length))).toBe(1);
    const starts = new Set(active.flat().map((fault) => fault.startAt));
    expect(starts.size).toBeGreaterThanOrEqual(11);
    expect(starts.size).toBeLessThanOrEqual(12);
    for (const { startAt, endAt } of active.flat()) {
      expect(endAt - startAt).toBeGreaterThanOrEqual(150_000);
      expect(endAt - startAt).toBeLessThanOrEqual(330_000);
    }
  });

  it('is the same for the same seed and another for another', () => {
    const of = (seed: number) =>
      Array.from({ length: 50 }, (_, slot) => scheduledFault(seed, plant, slot));
    expect(of(4)).toEqual(of(4));
    expect(of(4)).not.toEqual(of(5));
  });

  it('befalls machines and sensors in every way in the long run', () => {
    const modes = Array.from({ length: 2000 }, (_, slot) => scheduledFault(1, plant, slot).mode);
    expect([...new Set(modes)].sort()).toEqual([
      'bearing-wear',
      'cavitation',
      'drop-outs',
      'flat-line',
      'fouling',
      'leakage',
      'spikes',
    ]);
  });

  it('lets nothing disturb a demonstration on a pump of criticality A', () => {
    const demoFaultAt = liveFrom + 15_000;
    const demo = demoFault(plant, demoFaultAt);
    const during = seconds.filter((at) => at >= demoFaultAt && at < demo.endAt);
    for (const at of during) {
      expect(faultsAt({ ...live, demoFaultAt }, plant, at)).toEqual([demo]);
    }
    expect(demo).toMatchObject({ machine: 'P-101', mode: 'cavitation' });
    expect(faultsAt({ ...live, demoFaultAt }, plant, demoFaultAt - 1)).toEqual([]);
  });
});
