import { drift, smoothStep, uniform } from './noise.js';

/** How a machine is driven: load cycles of one length, some of them standing still. */
export interface Duty {
  readonly cycleMs: number;
  readonly lowestLoad: number;
  readonly highestLoad: number;
  /** Share of cycles at rest, 0 for a machine that never stops. */
  readonly restShare: number;
}

const rampMs = 20_000;
const thermalMs = 480_000;
const thermalSteps = 12;

/** Load as a share of the rating, 0 at rest; it ramps from one cycle's level to the next. */
export function loadAt(duty: Duty, stream: number, at: number): number {
  const cycle = Math.floor(at / duty.cycleMs);
  const before = levelOf(duty, stream, cycle - 1);
  const level = levelOf(duty, stream, cycle);
  return before + (level - before) * smoothStep((at - cycle * duty.cycleMs) / rampMs);
}

/** Load as the metal feels it: the last half hour, fading with a time constant of eight minutes. */
export function thermalLoadAt(duty: Duty, stream: number, at: number): number {
  const stepMs = (4 * thermalMs) / thermalSteps;
  let sum = 0;
  let weights = 0;
  for (let step = 0; step < thermalSteps; step += 1) {
    const weight = Math.exp((-step * stepMs) / thermalMs);
    sum += weight * meanLoad(duty, stream, at - (step + 1) * stepMs, at - step * stepMs);
    weights += weight;
  }
  return sum / weights;
}

/** Air in the hall: warmest in the afternoon, and weather that changes over a day or so. */
export function ambientAt(stream: number, at: number): number {
  const dayMs = 86_400_000;
  const hour = ((at % dayMs) / dayMs) * 24;
  return 21 + 4 * Math.cos((2 * Math.PI * (hour - 15)) / 24) + 2 * drift(stream, at, dayMs * 0.7);
}

function levelOf(duty: Duty, stream: number, cycle: number): number {
  if (uniform(stream, 2 * cycle) < duty.restShare) return 0;
  return duty.lowestLoad + (duty.highestLoad - duty.lowestLoad) * uniform(stream, 2 * cycle + 1);
}

/** Ramps are short beside the steps, so a step's mean is that of the levels it covers. */
function meanLoad(duty: Duty, stream: number, from: number, to: number): number {
  let sum = 0;
  for (let start = from; start < to;) {
    const cycle = Math.floor(start / duty.cycleMs);
    const end = Math.min(to, (cycle + 1) * duty.cycleMs);
    sum += levelOf(duty, stream, cycle) * (end - start);
    start = end;
  }
  return sum / (to - from);
}
