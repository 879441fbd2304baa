import { detectorVersion, type SensorFault } from '@libs/detectors';
import type { FaultMode } from '../../../plant-simulator/src/physics/faults.js';
import { UsageError } from '../../../plant-simulator/src/environment.js';
import { gateways, type Machine, machinesOf } from '../../../plant-simulator/src/plant.js';
import { type Fault, faultsAt, type FaultPlan } from '../../../plant-simulator/src/schedule.js';
import { signalsOf } from '../../../plant-simulator/src/signals.js';
import { WatchedSensor } from './watched-sensor.js';

const DAY_MS = 86_400_000;
const PERIOD_MS = 2000;
const START_MS = Date.UTC(2026, 0, 5);
const BEFORE_FAULTS_MS = 6 * 3_600_000;
const SLOT_MS = 600_000;
const STEP_MS = 1000;
const AFTER_MS = 60_000;

const recognisedAs: Partial<Record<FaultMode, readonly SensorFault[]>> = {
  'flat-line': ['flat_line', 'stuck_at'],
  spikes: ['spikes'],
  'drop-outs': ['drop_outs'],
};

export interface PlantOptions {
  readonly days: number;
  readonly seed: number;
  readonly gateway: string;
}

/** The univariate detector on one line of the simulated plant: healthy days, and days with its faults. */
export function benchmarkPlant({ days, seed, gateway }: PlantOptions) {
  const machines = machinesOf(gateway);
  if (machines.length === 0) {
    throw new UsageError(`There is no line ${gateway}; there are ${gateways.join(', ')}.`);
  }
  const healthy = watch(machines, { seed, liveFrom: null, demoFaultAt: null }, days);
  const plan = { seed, liveFrom: START_MS + BEFORE_FAULTS_MS, demoFaultAt: null };
  const faulty = watch(machines, plan, days);
  const found: Record<string, { faults: number; found: number }> = {};
  for (const fault of faultsOf(machines, plan, days)) {
    const counted = (found[fault.mode] ??= { faults: 0, found: 0 });
    counted.faults++;
    if (isFound(fault, faulty)) counted.found++;
  }
  const perDay = Array.from({ length: days }, (_, day) =>
    episodesOf(healthy).filter((at) => Math.floor((at - START_MS) / DAY_MS) === day),
  );
  return {
    benchmark: 'simulated plant',
    detector: detectorVersion,
    gateway,
    seed,
    machines: machines.length,
    sensors: healthy.size,
    falseEpisodesPerHealthyDay: perDay.map(({ length }) => length),
    falseSensorFaultsOnHealthyDays: [...healthy.values()].flatMap(({ faults }) => faults).length,
    found,
  };
}

type Watched = ReadonlyMap<string, WatchedSensor>;

function watch(machines: readonly Machine[], plan: FaultPlan, days: number): Watched {
  const signals = signalsOf(plan.seed, machines, (at) => faultsAt(plan, machines, at));
  const sensors = new Map(
    machines.flatMap((machine) =>
      machine.sensors.map((sensor) => [sensor.code, new WatchedSensor(sensor)] as const),
    ),
  );
  for (let at = START_MS; at < START_MS + days * DAY_MS; at += PERIOD_MS) {
    for (const { sensor, value } of signals(at)) sensors.get(sensor.code)?.observe(at, value);
  }
  return sensors;
}

/** The faults of the schedule: at most one in each slot of the clock. */
function faultsOf(machines: readonly Machine[], plan: FaultPlan, days: number): Fault[] {
  const faults = new Map<number, Fault>();
  for (let at = START_MS; at < START_MS + days * DAY_MS; at += STEP_MS) {
    const [fault] = faultsAt(plan, machines, at);
    if (fault) faults.set(Math.floor(at / SLOT_MS), fault);
  }
  return [...faults.values()];
}

/** A machine fault is found by an episode of a sensor that shows it; a sensor fault by its own name. */
function isFound({ mode, sensors, startAt, endAt }: Fault, watched: Watched): boolean {
  const during = (at: number) => at >= startAt && at <= endAt + AFTER_MS;
  const names = recognisedAs[mode];
  return sensors.some((code) => {
    const sensor = watched.get(code);
    if (!names) return sensor?.episodes.some(during);
    return sensor?.faults.some(({ atMs, fault }) => during(atMs) && names.includes(fault));
  });
}

const episodesOf = (watched: Watched): number[] =>
  [...watched.values()].flatMap(({ episodes }) => episodes);
