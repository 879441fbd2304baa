/** From when on what is added to what a counter shows, because it counts anew. */
export interface MeterEpoch {
  readonly startedAt: number;
  readonly offset: number;
}

export interface Shown {
  readonly at: number;
  readonly value: number;
}

/** An instant with the readings of a counter around it; the former may be at the instant itself. */
export interface Mark {
  readonly at: number;
  readonly before: Shown | null;
  readonly after: Shown | null;
}

/** What a counter has counted from the first mark to the last, in its own unit. */
export interface Counted {
  /** Null where no two readings tell of any of it. */
  readonly amount: number | null;
  readonly interpolated: number;
  readonly nearest: number;
  readonly falls: number;
}

/**
 * Adds what a counter grew by from mark to mark, continued over its epochs. Between two readings it
 * is taken to grow evenly; where it falls without an epoch, nothing is known to have been counted.
 */
export function countedBetween(marks: readonly Mark[], epochs: readonly MeterEpoch[]): Counted {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || knownUntil(last) <= knownFrom(first)) {
    return { amount: null, interpolated: 0, nearest: 0, falls: 0 };
  }
  let [amount, falls] = [0, 0];
  marks.forEach((mark, index) => {
    const former = marks[index - 1];
    if (!former) return;
    const growth = readingAt(mark, epochs) - readingAt(former, epochs);
    if (growth < 0) falls += 1;
    else amount += growth;
  });
  const between = [first, last].filter(({ at, before }) => before?.at !== at);
  const interpolated = between.filter(({ before, after }) => before && after).length;
  return { amount, interpolated, nearest: between.length - interpolated, falls };
}

const knownFrom = ({ at, before, after }: Mark): number => (before ? at : (after?.at ?? Infinity));
const knownUntil = ({ at, before, after }: Mark): number =>
  after ? at : (before?.at ?? -Infinity);

function readingAt({ at, before, after }: Mark, epochs: readonly MeterEpoch[]): number {
  const from = before && continued(before, epochs);
  const to = after && continued(after, epochs);
  if (!before || from === null) return to ?? 0;
  if (!after || to === null || before.at === at) return from;
  return from + ((to - from) * (at - before.at)) / (after.at - before.at);
}

const continued = ({ at, value }: Shown, epochs: readonly MeterEpoch[]): number =>
  value + (epochs.findLast(({ startedAt }) => startedAt <= at)?.offset ?? 0);
