import type { TimelineSource, OperatingState } from '@libs/contracts';
import type { Correction, Mark, Silence, TimelineFacts, Work } from './facts.js';
import { endsStandstill, stateUnderWork } from './work-state.js';

/** What somebody or something says of an instant. */
interface Word {
  readonly state: OperatingState;
  readonly reason: string;
  readonly source: TimelineSource;
  readonly sourceId: string | null;
  readonly reasonCode: string | null;
}

/** A stretch of a timeline; one of an unplanned standstill says when that began. */
export interface Span extends Word {
  readonly from: number;
  readonly to: number | null;
  readonly failedAt: number | null;
}

type KnownWork = Work & { readonly kind: NonNullable<Work['kind']>; readonly startedAt: number };

const NOTHING: Word = {
  ...{ state: 'unknown', reason: '', source: 'assumed' },
  ...{ sourceId: null, reasonCode: null },
};
const UP: readonly OperatingState[] = ['productive', 'standby', 'engineering'];
const byId = (a: { id: string | null }, b: { id: string | null }): number =>
  (a.id ?? '') < (b.id ?? '') ? -1 : 1;

/**
 * One timeline out of facts in any order. Of what is said of an instant counts, first to last: the
 * latest correction; work under way, the worst of it; the latest mark, unless work has ended it. What
 * is taken to be up, and has fallen silent since that was said, is in a state that nobody knows.
 */
export function timelineOf(facts: TimelineFacts): Span[] {
  const work = facts.work.filter(isKnown).sort((a, b) => a.startedAt - b.startedAt || byId(a, b));
  const marks = [...facts.marks].sort((a, b) => a.at - b.at || a.saidAt - b.saidAt || byId(a, b));
  const corrections = [...facts.corrections].sort((a, b) => b.saidAt - a.saidAt || byId(b, a));

  const said = { marks, work, silences: facts.silences };
  const edges = edgesOf(said, corrections);
  const spans: Span[] = [];
  edges.forEach((from, index) => {
    const word = correctionAt(corrections, from) ?? stateAt(said, from);
    append(spans, word, from, edges[index + 1] ?? null);
  });
  return spans;
}

function isKnown(work: Work): work is KnownWork {
  const { kind, startedAt, completedAt } = work;
  // A clock that went back must not turn a stretch around.
  return kind !== null && startedAt !== null && (completedAt === null || completedAt > startedAt);
}

/** What is said of equipment, but for corrections. */
interface Said {
  readonly marks: readonly Mark[];
  readonly work: readonly KnownWork[];
  readonly silences: readonly Silence[];
}

function edgesOf({ marks, work, silences }: Said, corrections: readonly Correction[]): number[] {
  const edges = [
    ...marks.map(({ at }) => at),
    ...corrections.flatMap(({ from, to }) => [from, to]),
    ...work.flatMap(({ startedAt, completedAt }) => [startedAt, completedAt ?? startedAt]),
    ...silences.flatMap(({ from, to }) => [from, to ?? from]),
  ];
  return [...new Set(edges)].sort((a, b) => a - b);
}

function correctionAt(corrections: readonly Correction[], at: number): Word | undefined {
  const found = corrections.find(({ from, to }) => from <= at && at < to);
  return found && { ...wordOf(found), source: 'person' };
}

function stateAt(said: Said, at: number): Word {
  const { work } = said;
  const mark = heardAt(said, at);
  const running = work.filter(
    ({ startedAt, completedAt }) => startedAt <= at && (completedAt === null || at < completedAt),
  );
  const repair = running.find(({ kind }) => stateUnderWork(kind) === 'unscheduled_down');
  const first = repair ?? running[0];
  if (!first) return mark;
  if (!repair && mark.state === 'unscheduled_down') return mark;
  return {
    state: stateUnderWork(first.kind),
    reason: first.label,
    source: 'work_order',
    sourceId: first.id,
    reasonCode: null,
  };
}

/** The mark in force, unless the equipment has fallen silent since. */
function heardAt({ marks, work, silences }: Said, at: number): Word {
  // Nothing is known before the first mark, also when nothing is heard.
  const mark = markAt(marks, work, silences, at);
  const silence = silences.find(({ from, to }) => from <= at && (to === null || at < to));
  if (!mark || !silence || mark.at >= silence.from || !UP.includes(mark.state)) {
    return mark ? wordOf(mark) : NOTHING;
  }
  return { ...NOTHING, source: 'silence', sourceId: silence.id };
}

/** The latest mark; a standstill that is over gives way to what was before it. */
function markAt(
  marks: readonly Mark[],
  work: readonly KnownWork[],
  silences: readonly Silence[],
  at: number,
): Mark | undefined {
  for (let index = lastAt(marks, at); index >= 0; index -= 1) {
    const mark = marks[index];
    if (mark && !isEndedByWork(mark, work, at) && !isHeardAgain(mark, silences, at)) return mark;
  }
  return undefined;
}

function isEndedByWork({ state, at: from }: Mark, work: readonly KnownWork[], at: number): boolean {
  if (state !== 'scheduled_down' && state !== 'unscheduled_down') return false;
  return work.some(
    ({ kind, completedAt }) =>
      completedAt !== null &&
      from < completedAt &&
      completedAt <= at &&
      endsStandstill(kind, state),
  );
}

/** A reason of the tree that was given while nothing was heard is one for that silence. */
function isHeardAgain(mark: Mark, silences: readonly Silence[], at: number): boolean {
  if (!mark.reasonCode) return false;
  return silences.some(
    ({ from, to }) => to !== null && from <= mark.at && mark.at < to && to <= at,
  );
}

function lastAt(marks: readonly Mark[], at: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const wordOf = (said: Mark | Correction): Word => ({
  state: said.state,
  reason: said.reason,
  source: 'source' in said ? said.source : 'person',
  sourceId: said.id,
  reasonCode: said.reasonCode ?? null,
});

function append(spans: Span[], word: Word, from: number, to: number | null): void {
  const last = spans.at(-1);
  const goesOn =
    last?.state === word.state &&
    last.reason === word.reason &&
    last.reasonCode === word.reasonCode &&
    last.source === word.source &&
    last.sourceId === word.sourceId;
  if (goesOn) {
    spans[spans.length - 1] = { ...last, to };
    return;
  }
  const failedAt = word.state === 'unscheduled_down' ? (last?.failedAt ?? from) : null;
  spans.push({ ...word, from, to, failedAt });
}
