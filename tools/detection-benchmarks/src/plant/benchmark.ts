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
const REPAIR_MS = 300_000;
const DAYS_OF_MONTH = 30;

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

/**
 * What the live agent would tell, with its detector of machines active: healthy days, and days with the
 * faults of the schedule. Each line has the seed, so that others give other machines, loads and faults.
 */
export function benchmarkPlant({ days, seed, gateway }: PlantOptions) {
  const lines = gateway === 'all' ? gateways : gateways.filter((name) => name === gateway);
  if (lines.length === 0) {
    throw new UsageError(`There is no line ${gateway}; there are ${gateways.join(', ')}, all.`);
  }
  const runs = lines.map((line) => runOf(machinesOf(line), seed, days));
  const machines = runs.flatMap((run) => [...run.healthy.values()]);
  const sensors = machines.flatMap((machine) => [...machine.faults.values()]);
  const faults = runs.flatMap(({ faults: all, faulty }) =>
    all.map((fault) => ({ fault, foundAt: foundAt(fault, faulty) })),
  );
  const told = machines.flatMap(({ alarms }) => alarms);
  const learnt = told.filter((at) => at >= START_MS + DAY_MS);
  const outside = runs.reduce((sum, run) => sum + alarmsOutside(run), 0);
  const perMonth = (alarms: number, since: number) =>
    days > since ? round((alarms / (machines.length * (days - since))) * DAYS_OF_MONTH) : null;
  return {
    benchmark: 'simulated plant',
    detectors: [detectorVersion, machineDetectorVersion],
    gateway,
    seed,
    days,
    machines: machines.length,
    sensors: sensors.length,
    falseAlarmsOnFirstDay: told.length - learnt.length,
    falseAlarmsPerMachineAndMonth: perMonth(learnt.length, 1),
    alarmsBesideFaultsPerMachineAndMonth: perMonth(outside, 0),
    machineFaults: figuresOf(faults.filter(({ fault }) => !recognisedAs[fault.mode])),
    sensorFaults: {
      ...figuresOf(faults.filter(({ fault }) => recognisedAs[fault.mode])),
      toldAsTroubleOfTheMachine: runs.reduce((sum, run) => sum + mistaken(run), 0),
      foundOnHealthyDays: sensors.flat().length,
    },
  };
}

interface Run {
  readonly healthy: Watched;
  readonly faulty: Watched;
  readonly faults: readonly Fault[];
}

function runOf(machines: readonly Machine[], seed: number, days: number): Run {
  const plan = { seed, liveFrom: START_MS + BEFORE_FAULTS_MS, demoFaultAt: null };
  return {
    healthy: watch(machines, { seed, liveFrom: null, demoFaultAt: null }, days),
    faulty: watch(machines, plan, days),
    faults: faultsOf(machines, plan, days),
  };
}

/** A fault, and the instant at which it was found, if it was. */
interface Sought {
  readonly fault: Fault;
  readonly foundAt: number | undefined;
}

/** By mode: how many were found, and how long before their end, which is when the machine would fail. */
function figuresOf(sought: readonly Sought[]) {
  const modes = [...new Set(sought.map(({ fault }) => fault.mode))].sort();
  const of = (some: readonly Sought[]) => {
    const leads = some.flatMap(({ fault, foundAt: at }) =>
      at === undefined ? [] : [Math.max(0, fault.endAt - at)],
    );
    const lasted = some.map(({ fault }) => fault.endAt - fault.startAt);
    const share = (median(leads) ?? 0) / (median(lasted) ?? 1);
    return {
      faults: some.length,
      found: leads.length,
      recall: round(leads.length / Math.max(1, some.length)),
      medianLeadSeconds: Math.round((median(leads) ?? 0) / 1000),
      medianLeadShareOfFault: round(share),
    };
  };
  const each = modes.map((mode) => [mode, of(sought.filter((one) => one.fault.mode === mode))]);
  return { all: of(sought), byMode: Object.fromEntries(each) as Record<string, object> };
}

const isNear = ({ startAt, endAt }: Fault, at: number, afterMs: number): boolean =>
  at >= startAt && at <= endAt + afterMs;

/** Alarms that no fault of the machine explains, nor its repair. */
const alarmsOutside = ({ faulty, faults }: Run): number =>
  [...faulty].reduce((sum, [code, { alarms }]) => {
    const own = faults.filter(({ machine }) => machine === code);
    return sum + alarms.filter((at) => !own.some((fault) => isNear(fault, at, REPAIR_MS))).length;
  }, 0);

/** Faults of sensors that were told as trouble of the machine. */
const mistaken = ({ faulty, faults }: Run): number =>
  faults.filter((fault) => {
    const alarms = faulty.get(fault.machine)?.alarms ?? [];
    return recognisedAs[fault.mode] && alarms.some((at) => isNear(fault, at, AFTER_MS));
  }).length;

const round = (value: number): number => Math.round(value * 1000) / 1000;

const median = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

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

/** A machine fault is found by an alarm of the machine; a sensor fault by its own name. */
function foundAt(fault: Fault, watched: Watched): number | undefined {
  const names = recognisedAs[fault.mode];
  const machine = watched.get(fault.machine);
  if (!names) return machine?.alarms.find((at) => isNear(fault, at, AFTER_MS));
  return fault.sensors
    .flatMap((code) => machine?.faults.get(code) ?? [])
    .find(({ atMs, fault: name }) => isNear(fault, atMs, AFTER_MS) && names.includes(name))?.atMs;
}
