import { contentOf, instantsPerMessage } from './batch.js';
import { outlineOf, type Gateway } from './gateway-client/index.js';
import type { GroundTruth } from './ground-truth.js';
import { machinesOf } from './plant.js';
import type { Fault } from './schedule.js';
import { signalsOf, type Sample } from './signals.js';

/** One gateway with its machines, sampled on a fixed grid of instants. */
export class Line {
  private readonly signals: (at: number) => Sample[];
  private readonly perMessage: number;
  private readonly machines: ReadonlySet<string>;
  private last = -Infinity;

  constructor(
    readonly gateway: Gateway,
    private readonly truth: GroundTruth,
    seed: number,
    private readonly periodMs: number,
    private readonly faultsAt: (at: number) => readonly Fault[],
  ) {
    const machines = machinesOf(gateway.name);
    this.machines = new Set(machines.map((machine) => machine.code));
    this.signals = signalsOf(seed, machines, faultsAt);
    this.perMessage = instantsPerMessage(machines.flatMap((machine) => machine.sensors).length);
    // A message spooled in the instant of a kill may be missing from the ground truth; the spool is what counts.
    for (const message of gateway.spooled()) {
      const outline = outlineOf(message);
      truth.message(gateway.name, outline);
      this.last = Math.max(this.last, outline.lastAt);
    }
  }

  /** The last instant spooled by any run; -Infinity before the first. */
  get lastAt(): number {
    return this.last;
  }

  get nextAt(): number {
    return (Math.floor(this.last / this.periodMs) + 1) * this.periodMs;
  }

  /** Skips whatever lies before `from`. */
  goOnFrom(from: number): void {
    this.last = Math.max(this.last, from);
  }

  isDue(): boolean {
    return this.nextAt <= Date.now();
  }

  /** Sends the instants that are due, as many as one message takes. */
  publishDue(): void {
    const instants: [number, Sample[]][] = [];
    while (instants.length < this.perMessage && this.isDue()) {
      const at = this.nextAt;
      for (const fault of this.faultsAt(at))
        if (this.machines.has(fault.machine)) this.truth.fault(fault);
      instants.push([at, this.signals(at)]);
      this.last = at;
    }
    this.truth.message(this.gateway.name, outlineOf(this.gateway.send(contentOf(instants))));
  }
}
