import {
  damageOf,
  machineFaults,
  sensorFaults,
  type FaultMode,
  type MachineFault,
} from './physics/faults.js';
import { sound, type Damage } from './physics/machine.js';
import { stream, uniform } from './physics/noise.js';
import type { Machine } from './plant.js';

/** Something that goes wrong with a machine, or with one of its sensors, until it is repaired at `endAt`. */
export interface Fault {
  readonly machine: string;
  readonly mode: FaultMode;
  /** Codes of the sensors that show it, the first to react first. */
  readonly sensors: readonly string[];
  readonly startAt: number;
  readonly endAt: number;
}

/** What decides the faults: none before live operation begins, and one of its own for a demonstration. */
export interface FaultPlan {
  readonly seed: number;
  readonly liveFrom: number | null;
  readonly demoFaultAt: number | null;
}

const slotMs = 600_000;
const demoLastsMs = 240_000;

/** The faults at work in an instant: at most one of the schedule, and the demonstration's. */
export function faultsAt(
  plan: FaultPlan,
  machines: readonly Machine[],
  at: number,
): readonly Fault[] {
  const { seed, liveFrom, demoFaultAt } = plan;
  if (liveFrom === null || at < liveFrom) return [];
  const demo = demoFaultAt === null ? undefined : demoFault(machines, demoFaultAt);
  const quietUntil = Math.max(liveFrom, demo?.endAt ?? 0);
  const scheduled = scheduledFault(seed, machines, Math.floor(at / slotMs));
  return [demo, scheduled.startAt >= quietUntil ? scheduled : undefined].filter(
    (fault) => fault !== undefined && fault.startAt <= at && at < fault.endAt,
  ) as Fault[];
}

/** A sudden, strong cavitation on the plant's first pump of criticality A. */
export function demoFault(machines: readonly Machine[], startAt: number): Fault {
  const pump = machines.find(
    (machine) => machine.class === 'centrifugal_pump' && machine.criticality === 'A',
  );
  if (!pump) throw new Error('the plant has no pump of criticality A to demonstrate a fault on');
  return machineFault(pump, 'cavitation', startAt, demoLastsMs);
}

/** Every ten minutes of the clock have one fault, which is over before the next ten begin. */
export function scheduledFault(seed: number, machines: readonly Machine[], slot: number): Fault {
  const draw = (name: string) => uniform(stream(seed, `fault ${name}`), slot);
  const pick = <T>(items: readonly T[], name: string): T => {
    const item = items[Math.floor(draw(name) * items.length)];
    if (item === undefined) throw new Error(`nothing to pick a ${name} from`);
    return item;
  };
  const machine = pick(machines, 'machine');
  const startAt = slot * slotMs + Math.floor(draw('start') * 240) * 1000;
  const lastsMs = (150 + Math.floor(draw('length') * 180)) * 1000;
  if (draw('kind') < 0.3) {
    const sensor = pick(machine.sensors, 'sensor');
    const mode = pick(sensorFaults, 'sensor fault');
    return {
      machine: machine.code,
      mode,
      sensors: [sensor.code],
      startAt,
      endAt: startAt + lastsMs,
    };
  }
  const modes = Object.keys(machineFaults[machine.class]) as MachineFault[];
  return machineFault(machine, pick(modes, 'machine fault'), startAt, lastsMs);
}

/** The damage a machine has in an instant from the faults at work. */
export function damageAt(faults: readonly Fault[], machine: string, at: number): Damage {
  for (const { machine: code, mode, startAt, endAt } of faults) {
    if (code !== machine || !isMachineFault(mode)) continue;
    const lastsMs = endAt - startAt;
    return damageOf(mode, (at - startAt) / lastsMs, lastsMs);
  }
  return sound;
}

function machineFault(
  machine: Machine,
  mode: MachineFault,
  startAt: number,
  lastsMs: number,
): Fault {
  const quantities = machineFaults[machine.class][mode] ?? [];
  return {
    machine: machine.code,
    mode,
    sensors: quantities.map((key) => `${machine.code}.${key}`),
    startAt,
    endAt: startAt + lastsMs,
  };
}

function isMachineFault(mode: FaultMode): mode is MachineFault {
  return !(sensorFaults as readonly FaultMode[]).includes(mode);
}
