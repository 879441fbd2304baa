import type { TimelineSource, OperatingState } from '@libs/contracts';
import type { Correction, Mark, TimelineFacts, Work } from './facts.js';
import { endsStandstill, stateUnderWork } from './work-state.js';

/** What somebody or something says of an instant. */
interface Word {
  readonly state: OperatingState;
  readonly reason: string;
  readonly source: TimelineSource;
  readonly sourceId: string | null;
}

/** A stretch of a timeline; one of an unplanned standstill says when that began. */
export interface Span extends Word {
  readonly from: number;
  readonly to: number | null;
  readonly failedAt: number | null;
}

type KnownWork = Work & { readonly kind: NonNullable<Work['kind']>; readonly startedAt: number };

const NOTHING: Word = { state: 'unknown', reason: '', source: 'assumed', sourceId: null };
const byId = (a: { id: string | null }, b: { id: string | null }): number =>
  (a.id ?? '') < (b.id ?? '') ? -1 : 1;

/**
 * One timeline out of facts in any order. Of what is said of an instant counts, first to last: the
 * latest correction; work under way, the worst of it; the latest mark, unless work has ended it.
 */
export function timelineOf(facts: TimelineFacts): Span[] {
  const work = facts.work.filter(isKnown).sort((a, b) => a.startedAt - b.startedAt || byId(a, b));
  const marks = [...facts.marks].sort((a, b) => a.at - b.at || a.saidAt - b.saidAt || byId(a, b));
  const corrections = [...facts.corrections].sort((a, b) => b.saidAt - a.saidAt || byId(b, a));

  const edges = edgesOf(marks, corrections, work);
  const spans: Span[] = [];
  edges.forEach((from, index) => {
    const word = correctionAt(corrections, from) ?? stateAt(marks, work, from);
    append(spans, word, from, edges[index + 1] ?? null);
  });
  return spans;
}

function isKnown(work: Work): work is KnownWork {
  const { kind, startedAt, completedAt } = work;
  // A clock that went back must not turn a stretch around.
  return kind !== null && startedAt !== null && (completedAt === null || completedAt > startedAt);
}

function edgesOf(
  marks: readonly Mark[],
  corrections: readonly Correction[],
  work: readonly KnownWork[],
): number[] {
  const edges = [
    ...marks.map(({ at }) => at),
    ...corrections.flatMap(({ from, to }) => [from, to]),
    ...work.flatMap(({ startedAt, completedAt }) => [startedAt, completedAt ?? startedAt]),
  ];
  return [...new Set(edges)].sort((a, b) => a - b);
}

function correctionAt(corrections: readonly Correction[], at: number): Word | undefined {
  const found = corrections.find(({ from, to }) => from <= at && at < to);
  return found && { ...wordOf(found), source: 'person' };
}

function stateAt(marks: readonly Mark[], work: readonly KnownWork[], at: number): Word {
  const mark = markAt(marks, work, at);
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
  };
}

/** The mark in force; a standstill that work has ended gives way to what was before it. */
function markAt(marks: readonly Mark[], work: readonly KnownWork[], at: number): Word {
  for (let index = lastAt(marks, at); index >= 0; index -= 1) {
    const mark = marks[index];
    if (!mark) break;
    const { state } = mark;
    const isDown = state === 'scheduled_down' || state === 'unscheduled_down';
    const isOver =
      isDown &&
      work.some(
        ({ kind, completedAt }) =>
          completedAt !== null &&
          mark.at < completedAt &&
          completedAt <= at &&
          endsStandstill(kind, state),
      );
    if (!isOver) return wordOf(mark);
  }
  return NOTHING;
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
});

function append(spans: Span[], word: Word, from: number, to: number | null): void {
  const last = spans.at(-1);
  const goesOn =
    last?.state === word.state &&
    last.reason === word.reason &&
    last.source === word.source &&
    last.sourceId === word.sourceId;
  if (goesOn) {
    spans[spans.length - 1] = { ...last, to };
    return;
  }
  const failedAt = word.state === 'unscheduled_down' ? (last?.failedAt ?? from) : null;
  spans.push({ ...word, from, to, failedAt });
}
