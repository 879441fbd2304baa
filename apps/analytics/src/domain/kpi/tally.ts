import { OPERATING_STATES, type OperatingState } from '@libs/contracts';

const SUMS = [
  'windowMs',
  'assumedMs',
  'failures',
  'restored',
  'restoreMs',
  'stillDown',
  'repairs',
  'repairMs',
  'completedWork',
  'immediateRepairs',
  'backlog',
  'due',
  'doneInTime',
  'acknowledged',
  'acknowledgeMs',
  'produced',
  'good',
  'idealTicks',
  'withoutCycle',
  'energy',
  'withEnergy',
  'withoutEnergy',
  'maintenanceCost',
  'estimatedWork',
  'unpricedWork',
  'downtimeCost',
  'unpricedMs',
] as const;
export type Sums = Record<(typeof SUMS)[number], bigint>;

export interface Annunciation {
  /** Since the start of the window. */
  readonly sinceMs: number;
  readonly source: string;
}

/** What happened in a window, as sums: those of several machines add up to those of a group. */
export interface Tally {
  readonly sums: Readonly<Sums>;
  readonly stateMs: Readonly<Record<OperatingState, bigint>>;
  readonly downtimeByReason: ReadonlyMap<string, bigint>;
  readonly annunciations: readonly Annunciation[];
}

export const noSums = (): Sums =>
  Object.fromEntries(SUMS.map((name) => [name, 0n])) as unknown as Sums;

export const noStates = (): Record<OperatingState, bigint> =>
  Object.fromEntries(OPERATING_STATES.map((state) => [state, 0n])) as unknown as Record<
    OperatingState,
    bigint
  >;

/** The tally of a group. The window is the group's own: it does not grow with its members. */
export function together(tallies: readonly Tally[]): Tally {
  const sums = noSums();
  const stateMs = noStates();
  const downtimeByReason = new Map<string, bigint>();
  for (const tally of tallies) {
    for (const name of SUMS) sums[name] += tally.sums[name];
    for (const state of OPERATING_STATES) stateMs[state] += tally.stateMs[state];
    for (const [reason, ms] of tally.downtimeByReason) add(downtimeByReason, reason, ms);
  }
  sums.windowMs = tallies[0]?.sums.windowMs ?? 0n;
  const annunciations = tallies.flatMap((tally) => tally.annunciations);
  return { sums, stateMs, downtimeByReason, annunciations };
}

export function add(totals: Map<string, bigint>, key: string, amount: bigint): void {
  totals.set(key, (totals.get(key) ?? 0n) + amount);
}

/** The largest of them, ties by name. */
export function largest(totals: ReadonlyMap<string, bigint>, limit: number): [string, bigint][] {
  const order = (a: [string, bigint], b: [string, bigint]): number => {
    if (a[1] !== b[1]) return a[1] > b[1] ? -1 : 1;
    return a[0] < b[0] ? -1 : 1;
  };
  return [...totals].sort(order).slice(0, limit);
}
