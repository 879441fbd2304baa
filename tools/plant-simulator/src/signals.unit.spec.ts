import { plant } from './plant.js';
import { demoFault, type Fault } from './schedule.js';
import { signalsOf } from './signals.js';

const noon = Date.UTC(2026, 10, 21, 12);
const soundPlant = signalsOf(1, plant, () => []);
const every = (stepMs: number, count: number) =>
  Array.from({ length: count }, (_, index) => noon + index * stepMs);

describe('the signals of the plant', () => {
  it('are the same bytes for the same seed, in whatever order the instants are asked for', () => {
    const forth = every(2000, 50).map((at) => JSON.stringify(soundPlant(at)));
    const again = signalsOf(1, plant, () => []);
    const back = every(2000, 50)
      .reverse()
      .map((at) => JSON.stringify(again(at)));
    expect(back.reverse()).toEqual(forth);
    expect(JSON.stringify(signalsOf(2, plant, () => [])(noon))).not.toEqual(forth[0]);
  });

  it('TEL-12: come from at least 20 machines and about 100 sensors, each within its span', () => {
    expect(plant.length).toBeGreaterThanOrEqual(20);
    expect(soundPlant(noon).length).toBeGreaterThanOrEqual(100);
    const outside = every(600_000, 144)
      .flatMap(soundPlant)
      .filter(({ sensor, value }) => value < sensor.rangeMin || value >= sensor.rangeMax);
    expect(outside).toEqual([]);
  });

  it('stay clear of every configured limit while the plant is healthy', () => {
    const violations = every(120_000, 720).flatMap((at) =>
      soundPlant(at).filter(({ sensor, value }) =>
        sensor.limits.some(({ kind, threshold }) =>
          kind === 'high' ? value >= threshold : value <= threshold,
        ),
      ),
    );
    expect(violations.map(({ sensor, value }) => `${sensor.code} ${value}`)).toEqual([]);
  });

  it('cross the alarm limit of the vibration within seconds of the demonstration fault', () => {
    const fault = demoFault(plant, noon);
    const signals = signalsOf(1, plant, () => [fault]);
    const after = signals(noon + 6000).find(({ sensor }) => sensor.code === 'P-101.vibration');
    expect(after?.value).toBeGreaterThan(7.1);
  });

  it('let the heat of a damage come and go slowly', () => {
    const worn: Fault = {
      machine: 'M-101',
      mode: 'bearing-wear',
      sensors: [],
      startAt: noon,
      endAt: noon + 300_000,
    };
    const signals = signalsOf(1, plant, (at) =>
      at >= worn.startAt && at < worn.endAt ? [worn] : [],
    );
    const temperatures = every(2000, 300).map(
      (at) =>
        signals(at).find(({ sensor }) => sensor.code === 'M-101.bearing-temperature')?.value ?? NaN,
    );
    const steps = temperatures
      .slice(1)
      .map((value, index) => Math.abs(value - (temperatures[index] ?? NaN)));
    expect(Math.max(...temperatures) - Math.min(...temperatures)).toBeGreaterThan(10);
    expect(Math.max(...steps)).toBeLessThan(4);
  });

  it('leave every other machine as it was', () => {
    const fault = demoFault(plant, noon);
    const others = (at: number, faults: readonly Fault[]) =>
      signalsOf(
        1,
        plant,
        () => faults,
      )(at).filter(({ sensor }) => !sensor.code.startsWith('P-101.'));
    expect(others(noon + 60_000, [fault])).toEqual(others(noon + 60_000, []));
  });

  it('freeze at the value of its onset when a sensor is stuck', () => {
    const stuck: Fault = {
      machine: 'P-101',
      mode: 'flat-line',
      sensors: ['P-101.flow'],
      startAt: noon,
      endAt: noon + 300_000,
    };
    const flow = (signals: typeof soundPlant, at: number) =>
      signals(at).find(({ sensor }) => sensor.code === 'P-101.flow')?.value;
    const signals = signalsOf(1, plant, () => [stuck]);
    expect(every(2000, 100).map((at) => flow(signals, at))).toEqual(
      Array(100).fill(flow(soundPlant, noon)),
    );
  });
});
