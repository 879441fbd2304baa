import { smoothStep } from './noise.js';

export type MachineClass =
  'centrifugal_pump' | 'electric_motor' | 'screw_compressor' | 'cnc_mill' | 'belt_conveyor';

export type Quantity =
  | 'vibration'
  | 'kurtosis'
  | 'bearing-temperature'
  | 'current'
  | 'discharge-pressure'
  | 'flow'
  | 'speed';

/** What the machine does at full load when nothing is wrong. */
export interface Rating {
  readonly vibrationMmS: number;
  readonly temperatureRiseC: number;
  readonly currentA: number;
  readonly pressureBar: number;
  readonly flowM3H: number;
  readonly speedMS: number;
}

/** How far each damage has come, 0 (none) to 1. */
export interface Damage {
  readonly bearingWear: number;
  readonly cavitation: number;
  readonly fouling: number;
  readonly leakage: number;
}

export interface Conditions {
  readonly load: number;
  readonly thermalLoad: number;
  readonly ambientC: number;
  readonly damage: Damage;
  /** The damage as the heat of the machine has followed it so far. */
  readonly thermalDamage: Damage;
  /** Two independent normal draws: what a turbulent flow does to pressure and flow in this instant. */
  readonly turbulence: readonly [number, number];
}

export const sound: Damage = { bearingWear: 0, cavitation: 0, fouling: 0, leakage: 0 };

/** The quantities of a machine of a class, as they are before any sensor looks at them. */
export function quantitiesOf(
  machineClass: MachineClass,
  rating: Rating,
  conditions: Conditions,
): Partial<Record<Quantity, number>> {
  const bearing = {
    vibration: vibrationOf(rating, conditions),
    kurtosis: kurtosisOf(conditions),
    'bearing-temperature': bearingTemperatureOf(rating, conditions),
    current: currentOf(machineClass, rating, conditions),
  };
  switch (machineClass) {
    case 'centrifugal_pump':
    case 'screw_compressor':
      return {
        ...bearing,
        'discharge-pressure': pressureOf(machineClass, rating, conditions),
        flow: flowOf(rating, conditions),
      };
    case 'belt_conveyor':
      return { ...bearing, speed: rating.speedMS * runningShare(conditions.load) };
    case 'electric_motor':
    case 'cnc_mill':
      return bearing;
  }
}

/** RMS follows the load; wear shows only once the defect has grown, cavitation at once and over all frequencies. */
function vibrationOf(rating: Rating, { load, damage, turbulence }: Conditions): number {
  const running = runningShare(load);
  const healthy = rating.vibrationMmS * (0.55 + 0.45 * load);
  const worn = 4.2 * rating.vibrationMmS * Math.max(0, damage.bearingWear - 0.3) ** 1.4;
  const cavitating = damage.cavitation * (7.2 + 0.8 * turbulence[0]);
  return 0.06 + running * (healthy + worn + Math.max(0, cavitating));
}

/** A young defect rings in single blows (kurtosis far above the 3 of noise); a spread one fills the gaps again. */
function kurtosisOf({ load, damage }: Conditions): number {
  const young = smoothStep(damage.bearingWear / 0.45);
  const spread = smoothStep((damage.bearingWear - 0.7) / 0.3);
  return 3 + runningShare(load) * (8 * young - 3 * spread + 0.8 * damage.cavitation);
}

function bearingTemperatureOf(
  rating: Rating,
  { thermalLoad, ambientC, thermalDamage }: Conditions,
): number {
  const friction = 45 * Math.max(0, thermalDamage.bearingWear - 0.45) ** 1.2;
  const lostCooling = 22 * thermalDamage.fouling;
  const lostFlow = 3 * thermalDamage.cavitation;
  return ambientC + thermalLoad * (rating.temperatureRiseC + friction + lostCooling + lostFlow);
}

function currentOf(machineClass: MachineClass, rating: Rating, conditions: Conditions): number {
  const { load, damage, turbulence } = conditions;
  const idleShare = machineClass === 'cnc_mill' ? 0.2 : 0.35;
  const drawn = runningShare(load) * (idleShare + (1 - idleShare) * load);
  const drag = 1 + 0.16 * damage.fouling + 0.05 * damage.bearingWear;
  const leak = machineClass === 'screw_compressor' ? 0.12 * damage.leakage : -0.06 * damage.leakage;
  const starved = damage.cavitation * (-0.08 + 0.02 * turbulence[1]);
  return rating.currentA * drawn * (drag + leak + starved);
}

/** A pump's head falls as its flow rises; a compressor holds its set pressure until it leaks. */
function pressureOf(machineClass: MachineClass, rating: Rating, conditions: Conditions): number {
  const { load, damage, turbulence } = conditions;
  const healthy = machineClass === 'centrifugal_pump' ? 1.12 - 0.12 * load ** 2 : 1 - 0.02 * load;
  const lost = 0.38 * damage.leakage + 0.04 * damage.fouling + 0.14 * damage.cavitation;
  const shaking = 1 + turbulence[0] * (0.004 + 0.1 * damage.cavitation);
  return rating.pressureBar * runningShare(load) * Math.max(0, healthy - lost) * shaking;
}

function flowOf(rating: Rating, conditions: Conditions): number {
  const { load, damage, turbulence } = conditions;
  const lost = 0.36 * damage.fouling + 0.28 * damage.leakage + 0.2 * damage.cavitation;
  const shaking = 1 + turbulence[1] * (0.006 + 0.09 * damage.cavitation);
  return rating.flowM3H * load * (1 - Math.min(0.95, lost)) * shaking;
}

function runningShare(load: number): number {
  return smoothStep(load / 0.1);
}
