import { ambientAt, loadAt, thermalLoadAt, type Duty } from './duty.js';

const duty: Duty = { cycleMs: 600_000, lowestLoad: 0.6, highestLoad: 0.9, restShare: 0 };
const day = Date.UTC(2026, 10, 21);
const instants = (count: number, stepMs: number) =>
  Array.from({ length: count }, (_, index) => day + index * stepMs);

describe('how a machine is driven', () => {
  it('keeps the load between its bounds and never jumps', () => {
    const loads = instants(5000, 2000).map((at) => loadAt(duty, 7, at));
    expect(Math.min(...loads)).toBeGreaterThanOrEqual(0.6);
    expect(Math.max(...loads)).toBeLessThanOrEqual(0.9);
    const steps = loads.slice(1).map((load, index) => Math.abs(load - (loads[index] ?? load)));
    expect(Math.max(...steps)).toBeLessThan(0.06);
    expect(new Set(loads.map((load) => load.toFixed(3))).size).toBeGreaterThan(10);
  });

  it('rests in about the share of cycles it is given', () => {
    const resting = instants(2000, 600_000).filter(
      (at) => loadAt({ ...duty, restShare: 0.25 }, 7, at + 300_000) === 0,
    );
    expect(resting.length).toBeGreaterThan(400);
    expect(resting.length).toBeLessThan(600);
  });

  it('lets the metal follow the load slowly', () => {
    const thermal = instants(5000, 2000).map((at) => thermalLoadAt(duty, 7, at));
    const steps = thermal.slice(1).map((load, index) => Math.abs(load - (thermal[index] ?? load)));
    expect(Math.max(...steps)).toBeLessThan(0.003);
  });

  it('has the air warmer in the afternoon than before dawn', () => {
    for (const at of instants(10, 86_400_000)) {
      expect(ambientAt(3, at + 15 * 3_600_000)).toBeGreaterThan(ambientAt(3, at + 3 * 3_600_000));
    }
  });
});
