import { distort, measure, type Transmitter } from './sensor.js';

const transmitter: Transmitter = {
  rangeMin: 0,
  rangeMax: 20,
  relativeNoise: 0,
  absoluteNoise: 0.1,
  decimals: 2,
};
const instants = Array.from({ length: 4000 }, (_, index) => 1_790_000_000_000 + index * 2000);

describe('a transmitter', () => {
  it('shows the true value with noise of the stated deviation', () => {
    const shown = instants.map((at) => measure(transmitter, 5, at, 10));
    const mean = shown.reduce((sum, value) => sum + value, 0) / shown.length;
    const deviation = Math.sqrt(
      shown.reduce((sum, value) => sum + (value - mean) ** 2, 0) / shown.length,
    );
    expect(Math.abs(mean - 10)).toBeLessThan(0.06);
    expect(deviation).toBeGreaterThan(0.09);
    expect(deviation).toBeLessThan(0.11);
  });

  it('saturates at the ends of its span', () => {
    expect(measure(transmitter, 5, 0, 35)).toBe(20);
    expect(measure(transmitter, 5, 0, -35)).toBe(0);
  });

  it('repeats one value to the digit when it is stuck', () => {
    const stuck = instants.map((at) => distort('flat-line', transmitter, 5, at, at, () => 9.87));
    expect(new Set(stuck)).toEqual(new Set([9.87]));
  });

  it('shows most values soundly between its spikes, which stay within its span', () => {
    const shown = instants.map((at) => distort('spikes', transmitter, 5, at, 4, () => 0) ?? NaN);
    const spikes = shown.filter((value) => value !== 4);
    expect(spikes.length).toBeGreaterThan(400);
    expect(spikes.length).toBeLessThan(800);
    expect(Math.min(...spikes)).toBeGreaterThanOrEqual(15);
    expect(Math.max(...spikes)).toBeLessThanOrEqual(20);
  });

  it('says nothing most of the time when it drops out', () => {
    const silent = instants.filter(
      (at) => distort('drop-outs', transmitter, 5, at, 4, () => 0) === undefined,
    );
    expect(silent.length / instants.length).toBeGreaterThan(0.65);
    expect(silent.length / instants.length).toBeLessThan(0.75);
  });
});
