import { ambientAt, loadAt, thermalLoadAt } from './physics/duty.js';
import { sensorFaults, type SensorFault } from './physics/faults.js';
import { quantitiesOf, type Damage, type Quantity, type Rating } from './physics/machine.js';
import { normal, stream, uniform } from './physics/noise.js';
import { distort, measure } from './physics/sensor.js';
import type { Machine, Sensor } from './plant.js';
import { damageAt, type Fault } from './schedule.js';

/** What a sensor showed in an instant. */
export interface Sample {
  readonly sensor: Sensor;
  readonly value: number;
}

/** The signals of some machines: a pure function of the seed, the faults and the instant. */
export function signalsOf(
  seed: number,
  machines: readonly Machine[],
  faultsAt: (at: number) => readonly Fault[],
): (at: number) => Sample[] {
  const bodies = machines.map((machine) => bodyOf(seed, machine));
  const momentOf = (at: number): Moment => ({
    at,
    faults: faultsAt(at),
    past: heatSteps.map((step) => at - step).map((then) => ({ at: then, faults: faultsAt(then) })),
  });
  return (at) => {
    const moment = momentOf(at);
    return bodies.flatMap((body) => samplesOf(body, moment, momentOf));
  };
}

/** Heat follows a damage, and its repair, over two minutes. */
const heatSteps = [0, 15_000, 30_000, 45_000, 60_000, 75_000, 90_000, 105_000];

/** An instant with the faults at work in it and in the steps before it. */
interface Moment {
  readonly at: number;
  readonly faults: readonly Fault[];
  readonly past: readonly { readonly at: number; readonly faults: readonly Fault[] }[];
}

interface Body {
  readonly machine: Machine;
  readonly rating: Rating;
  readonly streams: Record<'load' | 'ambient' | 'turbulence' | 'eddies', number>;
  readonly sensors: readonly { readonly sensor: Sensor; readonly noise: number }[];
}

function bodyOf(seed: number, machine: Machine): Body {
  const named = (name: string) => stream(seed, `${machine.code} ${name}`);
  return {
    machine,
    rating: individual(machine.rating, named('build')),
    streams: {
      load: named('load'),
      ambient: stream(seed, 'ambient'),
      turbulence: named('turbulence'),
      eddies: named('eddies'),
    },
    sensors: machine.sensors.map((sensor) => ({ sensor, noise: stream(seed, sensor.code) })),
  };
}

/** No two machines of a model are alike. */
function individual(rating: Rating, build: number): Rating {
  const like = (value: number, index: number) => value * (0.92 + 0.16 * uniform(build, index));
  return {
    ...rating,
    vibrationMmS: like(rating.vibrationMmS, 1),
    temperatureRiseC: like(rating.temperatureRiseC, 2),
    currentA: like(rating.currentA, 3),
    flowM3H: like(rating.flowM3H, 4),
  };
}

function samplesOf(body: Body, moment: Moment, momentOf: (at: number) => Moment): Sample[] {
  const { at, faults } = moment;
  const truth = truthOf(body, moment);
  return body.sensors.flatMap(({ sensor, noise }) => {
    const shown = measure(sensor, noise, at, truth[sensor.key] ?? 0);
    const fault = sensorFaultOf(faults, sensor.code);
    if (!fault) return [{ sensor, value: shown }];
    const frozen = () => {
      const onset = truthOf(body, momentOf(fault.startAt));
      return measure(sensor, noise, fault.startAt, onset[sensor.key] ?? 0);
    };
    const value = distort(fault.mode, sensor, noise, at, shown, frozen);
    return value === undefined ? [] : [{ sensor, value }];
  });
}

function truthOf(body: Body, { at, faults, past }: Moment): Partial<Record<Quantity, number>> {
  const { machine, rating, streams } = body;
  return quantitiesOf(machine.class, rating, {
    load: loadAt(machine.duty, streams.load, at),
    thermalLoad: thermalLoadAt(machine.duty, streams.load, at),
    ambientC: ambientAt(streams.ambient, at),
    damage: damageAt(faults, machine.code, at),
    thermalDamage: mean(past.map((then) => damageAt(then.faults, machine.code, then.at))),
    turbulence: [normal(streams.turbulence, at), normal(streams.eddies, at)],
  });
}

function mean(damages: readonly Damage[]): Damage {
  const of = (part: keyof Damage) =>
    damages.reduce((sum, damage) => sum + damage[part], 0) / damages.length;
  return {
    bearingWear: of('bearingWear'),
    cavitation: of('cavitation'),
    fouling: of('fouling'),
    leakage: of('leakage'),
  };
}

function sensorFaultOf(
  faults: readonly Fault[],
  sensor: string,
): (Fault & { mode: SensorFault }) | undefined {
  return faults.find(
    (fault): fault is Fault & { mode: SensorFault } =>
      (sensorFaults as readonly string[]).includes(fault.mode) && fault.sensors[0] === sensor,
  );
}
