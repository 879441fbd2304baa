import { detectorVersion, machineDetectorVersion, type SensorFault } from '@libs/detectors';
import type { FaultMode } from '../../../plant-simulator/src/physics/faults.js';
import { UsageError } from '../../../plant-simulator/src/environment.js';
import { gateways, type Machine, machinesOf } from '../../../plant-simulator/src/plant.js';
import { type Fault, faultsAt, type FaultPlan } from '../../../plant-simulator/src/schedule.js';
import { signalsOf } from '../../../plant-simulator/src/signals.js';
import { WatchedMachine } from './watched-machine.js';

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

/** What the live agent would tell on one line of the simulated plant: healthy days, and days with its faults. */
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
  const perDay = (episodes: readonly number[]): number[] =>
    Array.from(
      { length: days },
      (_, day) => episodes.filter((at) => Math.floor((at - START_MS) / DAY_MS) === day).length,
    );
  const machinesWatched = [...healthy.values()];
  const sensors = machinesWatched.flatMap((machine) => [...machine.sensors.values()]);
  return {
    benchmark: 'simulated plant',
    detectors: [detectorVersion, machineDetectorVersion],
    gateway,
    seed,
    machines: machines.length,
    sensors: sensors.length,
    falseEpisodesPerHealthyDay: perDay(sensors.flatMap(({ episodes }) => episodes)),
    falseMachineEpisodesPerHealthyDay: perDay(machinesWatched.flatMap(({ episodes }) => episodes)),
    falseSensorFaultsOnHealthyDays: sensors.flatMap(({ faults }) => faults).length,
    found,
  };
}

type Watched = ReadonlyMap<string, WatchedMachine>;

function watch(machines: readonly Machine[], plan: FaultPlan, days: number): Watched {
  const signals = signalsOf(plan.seed, machines, (at) => faultsAt(plan, machines, at));
  const watched = new Map(machines.map((each) => [each.code, new WatchedMachine(each)]));
  for (let at = START_MS; at < START_MS + days * DAY_MS; at += PERIOD_MS) {
    const values = new Map(signals(at).map(({ sensor, value }) => [sensor.code, value]));
    for (const machine of watched.values()) machine.observe(at, values);
  }
  return watched;
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

/**
 * A machine fault is found by an episode of the machine or of a sensor that shows it; a sensor fault by
 * its own name.
 */
function isFound({ machine, mode, sensors, startAt, endAt }: Fault, watched: Watched): boolean {
  const during = (at: number) => at >= startAt && at <= endAt + AFTER_MS;
  const names = recognisedAs[mode];
  const whole = watched.get(machine);
  if (!names && whole?.episodes.some(during)) return true;
  return sensors.some((code) => {
    const sensor = whole?.sensors.get(code);
    if (!names) return sensor?.episodes.some(during);
    return sensor?.faults.some(({ atMs, fault }) => during(atMs) && names.includes(fault));
  });
}
