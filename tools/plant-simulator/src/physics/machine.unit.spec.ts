import { damageOf } from './faults.js';
import { quantitiesOf, sound, type Conditions, type Damage, type Rating } from './machine.js';

const rating: Rating = {
  vibrationMmS: 2,
  temperatureRiseC: 35,
  currentA: 50,
  pressureBar: 6,
  flowM3H: 100,
  speedMS: 1.5,
};

const aPump = (changes: Partial<Conditions> = {}) =>
  quantitiesOf('centrifugal_pump', rating, {
    load: 0.85,
    thermalLoad: 0.85,
    ambientC: 21,
    damage: sound,
    thermalDamage: sound,
    turbulence: [0, 0],
    ...changes,
  }) as Record<string, number>;

const damagedPump = (part: Partial<Damage>) => {
  const damage = { ...sound, ...part };
  return aPump({ damage, thermalDamage: damage });
};

/** How much of the healthy value a quantity has after some of a bearing's decline. */
const worn = (bearingWear: number, key: string) =>
  (damagedPump({ bearingWear })[key] ?? NaN) / (aPump()[key] ?? NaN);

describe('the physics of a machine', () => {
  it('shows a young bearing defect in the kurtosis before anything else', () => {
    expect(worn(0.25, 'kurtosis')).toBeGreaterThan(1.8);
    expect(worn(0.25, 'vibration')).toBeLessThan(1.05);
    expect(worn(0.25, 'bearing-temperature')).toBeLessThan(1.05);
  });

  it('then raises vibration, then temperature, while the kurtosis falls back', () => {
    expect(worn(0.55, 'vibration')).toBeGreaterThan(1.4);
    expect(worn(1, 'vibration')).toBeGreaterThan(2.5);
    expect(worn(1, 'bearing-temperature')).toBeGreaterThan(1.25);
    expect(worn(1, 'kurtosis')).toBeLessThan(worn(0.6, 'kurtosis'));
  });

  it('shakes pressure and flow and lifts vibration above the alarm limit when a pump cavitates', () => {
    const calm = damagedPump({ cavitation: 1 });
    const gust = aPump({ damage: { ...sound, cavitation: 1 }, turbulence: [1, 1] });
    expect(calm['vibration']).toBeGreaterThan(7.1);
    expect(calm['flow']).toBeLessThan(0.85 * (aPump()['flow'] ?? 0));
    expect((gust['flow'] ?? 0) / (calm['flow'] ?? 1)).toBeGreaterThan(1.08);
    expect((gust['discharge-pressure'] ?? 0) / (calm['discharge-pressure'] ?? 1)).toBeGreaterThan(
      1.08,
    );
  });

  it('loses flow and draws more current and heat when fouled', () => {
    const fouled = damagedPump({ fouling: 1 });
    expect(fouled['flow']).toBeLessThan(0.7 * (aPump()['flow'] ?? 0));
    expect(fouled['current']).toBeGreaterThan(1.1 * (aPump()['current'] ?? 0));
    expect(fouled['bearing-temperature']).toBeGreaterThan(
      (aPump()['bearing-temperature'] ?? 0) + 10,
    );
  });

  it('loses pressure and flow through a leak', () => {
    const leaking = damagedPump({ leakage: 1 });
    expect(leaking['discharge-pressure']).toBeLessThan(0.7 * (aPump()['discharge-pressure'] ?? 0));
    expect(leaking['flow']).toBeLessThan(0.75 * (aPump()['flow'] ?? 0));
  });

  it('is still and without current at rest, whatever is broken', () => {
    const atRest = aPump({ load: 0, damage: { ...sound, bearingWear: 1 } });
    expect(atRest['vibration']).toBeLessThan(0.1);
    expect(atRest['current']).toBe(0);
    expect(atRest['kurtosis']).toBe(3);
  });

  it('is sound before a fault and after its repair', () => {
    expect(damageOf('cavitation', -0.1, 60_000)).toEqual(sound);
    expect(damageOf('cavitation', 1, 60_000)).toEqual(sound);
    expect(damageOf('cavitation', 0.5, 60_000).cavitation).toBe(1);
  });
});
