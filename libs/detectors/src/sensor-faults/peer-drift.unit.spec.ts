import { plantSignal } from '@libs/testing';
import { PeerDrift } from './peer-drift.js';

const LENGTH = 8000;
const ONSET = 4000;
const machine = plantSignal({ kind: 'temperature', seed: 3, length: LENGTH });
const noise = plantSignal({ kind: 'pressure', seed: 4, length: LENGTH }).map(
  ({ value }, index, all) => 4 * (value - (all[index - 1]?.value ?? value)),
);

const drifted = (perReading: number): boolean[] => {
  const drift = new PeerDrift();
  return machine.map(({ value }, index) => {
    const creep = perReading * Math.max(0, index - ONSET);
    return drift.observe(value + (noise[index] ?? 0) + creep, value);
  });
};

describe('a sensor beside its peer', () => {
  it('has not drifted while both follow the machine', () => {
    expect(drifted(0)).not.toContain(true);
  });

  it.each([0.002, -0.002])('has drifted when it creeps by %d a reading', (perReading) => {
    const told = drifted(perReading);

    expect(told.indexOf(true)).toBeGreaterThan(ONSET);
    expect(told.at(-1)).toBe(true);
  });
});
