import { OPERATING_STATES, type HoldReason, type OperatingState } from '@libs/contracts';

const SUMS = [
  'windowMs',
  'machineMs',
  'assumedMs',
  'failures',
  'recordedFailures',
  'foreseen',
  'leadMs',
  'restored',
  'restoreMs',
  'stillDown',
  'repairs',
  'repairMs',
  'completedWork',
  'activeMs',
  'immediateRepairs',
  'backlog',
  'backlogMs',
  'backlogUnplanned',
  'backlogOver7Days',
  'backlogOver30Days',
  'backlogOver90Days',
  'planned',
  'attained',
  'due',
  'doneInTime',
  'doneEarly',
  'doneLate',
  'skippedOccurrences',
  'mergedOccurrences',
  'withdrawnOccurrences',
  'stillInTime',
  'acknowledged',
  'acknowledgeMs',
  'shelved',
  'foundRight',
  'foundWrong',
  'notSure',
  'produced',
  'good',
  'idealTicks',
  'withoutCycle',
  'enteredEnergy',
  'countedEnergy',
  'integratedEnergy',
  'withEnergy',
  'withoutEnergy',
  'metersRead',
  'metersSilent',
  'metersUnreadable',
  'meterEndsInterpolated',
  'meterEndsNearest',
  'meterFalls',
  'powerSilentMs',
  'maintenanceCost',
  'labourCost',
  'partsCost',
  'servicesCost',
  'recordedWork',
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
  readonly waitingByReason: ReadonlyMap<HoldReason, bigint>;
  /** How often alarms of a rule were found right, and wrong. */
  readonly rightByRule: ReadonlyMap<string, bigint>;
  readonly wrongByRule: ReadonlyMap<string, bigint>;
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
  for (const tally of tallies) {
    for (const name of SUMS) sums[name] += tally.sums[name];
    for (const state of OPERATING_STATES) stateMs[state] += tally.stateMs[state];
  }
  sums.windowMs = tallies[0]?.sums.windowMs ?? 0n;
  return {
    sums,
    stateMs,
    downtimeByReason: addedUp(tallies.map((each) => each.downtimeByReason)),
    waitingByReason: addedUp(tallies.map((each) => each.waitingByReason)),
    rightByRule: addedUp(tallies.map((each) => each.rightByRule)),
    wrongByRule: addedUp(tallies.map((each) => each.wrongByRule)),
    annunciations: tallies.flatMap((tally) => tally.annunciations),
  };
}

function addedUp<Key>(maps: readonly ReadonlyMap<Key, bigint>[]): Map<Key, bigint> {
  const totals = new Map<Key, bigint>();
  for (const map of maps) for (const [key, amount] of map) add(totals, key, amount);
  return totals;
}

export function add<Key>(totals: Map<Key, bigint>, key: Key, amount: bigint): void {
  totals.set(key, (totals.get(key) ?? 0n) + amount);
}

/** The largest of them, ties by name. */
export function largest<Key extends string>(
  totals: ReadonlyMap<Key, bigint>,
  limit: number,
): [Key, bigint][] {
  const order = (a: [Key, bigint], b: [Key, bigint]): number => {
    if (a[1] !== b[1]) return a[1] > b[1] ? -1 : 1;
    return a[0] < b[0] ? -1 : 1;
  };
  return [...totals].sort(order).slice(0, limit);
}
