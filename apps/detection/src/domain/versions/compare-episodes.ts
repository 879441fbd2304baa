import { alarmLoad } from '@libs/alarm-rules';
import type { VersionFigures } from '@libs/contracts';
import { judgeAlarms, type JudgedFailure } from '../backtests/judge-alarms.js';
import type { Failure, JudgedAnomaly } from '../backtests/known-failures.js';
import type { Episode } from './shadow-episode.js';

/** What is known of a machine in the window that is compared. */
export interface KnownOfMachine {
  readonly failures: readonly Failure[];
  readonly judged: readonly JudgedAnomaly[];
}

/** What two versions told, or would have told, in the same window. */
export interface Compared {
  readonly shadow: readonly Episode[];
  readonly active: readonly Episode[];
  /** By machine. */
  readonly known: ReadonlyMap<string, KnownOfMachine>;
  readonly windowMs: number;
  readonly operators: number;
  readonly leadMs: number;
}

/** A failure, and which of the two told of it before. */
export interface ComparedFailure extends Failure {
  readonly equipmentId: string;
  readonly shadow: boolean;
  readonly active: boolean;
}

/** About as long as two versions may differ in when they tell of the same. */
const AROUND_MS = 600_000;

/** How a version in shadow does beside the active one. */
export function compareEpisodes(compared: Compared): {
  shared: number;
  shadow: VersionFigures;
  active: VersionFigures;
  knownFailures: ComparedFailure[];
} {
  const { shadow, active } = compared;
  const shared = shadow.filter((each) => active.some((other) => isSame(each, other))).length;
  const ofShadow = judged(shadow, compared);
  const ofActive = judged(active, compared);
  const told = (verdicts: Verdicts, id: string, place: number): boolean =>
    (verdicts.get(id)?.failures[place]?.leadMs ?? null) !== null;
  return {
    shared,
    shadow: figures(shadow, active, ofShadow, compared),
    active: figures(active, shadow, ofActive, compared),
    knownFailures: [...compared.known].flatMap(([equipmentId, { failures }]) =>
      failures.map((failure, place) => ({
        ...failure,
        equipmentId,
        shadow: told(ofShadow, equipmentId, place),
        active: told(ofActive, equipmentId, place),
      })),
    ),
  };
}

type Verdicts = ReadonlyMap<string, ReturnType<typeof judgeAlarms>>;

function judged(episodes: readonly Episode[], { known, leadMs }: Compared): Verdicts {
  const machines = new Set([...known.keys(), ...episodes.map(({ equipmentId }) => equipmentId)]);
  return new Map(
    [...machines].map((id) => {
      const own = episodes
        .filter(({ equipmentId }) => equipmentId === id)
        .sort((a, b) => a.beganMs - b.beganMs);
      const { failures = [], judged = [] } = known.get(id) ?? {};
      return [id, judgeAlarms(own, failures, judged, leadMs)];
    }),
  );
}

function figures(
  episodes: readonly Episode[],
  others: readonly Episode[],
  verdicts: Verdicts,
  { operators, windowMs }: Compared,
): VersionFigures {
  const all = [...verdicts.values()];
  const failures: JudgedFailure[] = all.flatMap(({ failures }) => [...failures]);
  const leads = failures.flatMap(({ leadMs }) => leadMs ?? []).sort((a, b) => a - b);
  const middle = (leads[(leads.length - 1) >> 1] ?? 0) + (leads[leads.length >> 1] ?? 0);
  const sum = (of: (verdict: ReturnType<typeof judgeAlarms>) => number): number =>
    all.reduce((total, verdict) => total + of(verdict), 0);
  return {
    episodes: episodes.length,
    equipment: new Set(episodes.map(({ equipmentId }) => equipmentId)).size,
    ...alarmLoad(episodes.length, operators, Math.max(1, windowMs)),
    alone: episodes.filter((each) => !others.some((other) => isSame(each, other))).length,
    caught: leads.length,
    missed: failures.length - leads.length,
    medianLeadSeconds: leads.length === 0 ? null : middle / 2000,
    unexplained: sum(({ unexplained }) => unexplained),
    knownWrong: sum(({ knownWrong }) => knownWrong),
  };
}

const isSame = (a: Episode, b: Episode): boolean =>
  a.sourceId === b.sourceId &&
  a.beganMs <= (b.endedMs ?? Infinity) + AROUND_MS &&
  b.beganMs <= (a.endedMs ?? Infinity) + AROUND_MS;
