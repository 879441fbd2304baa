import type { RuleCondition } from '@libs/contracts';
import type { Signal } from './signal.js';

/** Whether something holds now, and when that may change though nothing is reported. */
export interface Verdict {
  readonly holds: boolean;
  readonly again: Date | null;
}

const verdict = (holds: boolean, again: Date | null = null): Verdict => ({ holds, again });
const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);
const DEFAULT_WINDOW_SECONDS = 3600;

/** Whether a condition holds; `value` is its own or that of the equipment. */
export function evaluateCondition(
  condition: RuleCondition,
  value: number,
  signals: readonly Signal[],
  now: Date,
): Verdict {
  const { kind, sensorKey, windowSeconds = DEFAULT_WINDOW_SECONDS } = condition;
  const mine = signals.filter((each) => sensorKey === undefined || each.sensorKey === sensorKey);
  const heard = mine.filter((each) => each.kind !== 'silence');
  const open = heard.filter((each) => each.to === null);
  const beyond = (reported: number): boolean =>
    condition.direction === 'below' ? reported < value : reported > value;
  switch (kind) {
    case 'anomaly':
      return verdict(open.some((each) => each.kind === 'anomaly' && (each.score ?? 0) >= value));
    case 'limit':
      return verdict(open.some((each) => each.value !== null && beyond(each.value)));
    case 'rate':
      return rate(heard, beyond, windowSeconds, now);
    case 'duration':
      return since(open, value, now);
    case 'repeat':
      return repeat(heard, value, windowSeconds, now);
    case 'no_data':
      return since(
        mine.filter((each) => each.kind === 'silence' && each.to === null),
        value,
        now,
      );
  }
}

/** Holds once the oldest has lasted long enough. */
function since(open: readonly Signal[], seconds: number, now: Date): Verdict {
  const oldest = open.reduce<Date | null>(
    (found, { from }) => (found === null || from < found ? from : found),
    null,
  );
  if (oldest === null) return verdict(false);
  const due = later(oldest, seconds);
  return due <= now ? verdict(true) : verdict(false, due);
}

function repeat(heard: readonly Signal[], times: number, seconds: number, now: Date): Verdict {
  const after = later(now, -seconds);
  const within = heard
    .filter(({ from }) => from > after && from <= now)
    .sort((one, other) => other.from.getTime() - one.from.getTime());
  // The one whose leaving the window makes them too few.
  const last = within[Math.max(times, 1) - 1];
  return last ? verdict(true, later(last.from, seconds)) : verdict(false);
}

/** Change per minute between the last two reports of the window. */
function rate(
  heard: readonly Signal[],
  beyond: (reported: number) => boolean,
  seconds: number,
  now: Date,
): Verdict {
  const after = later(now, -seconds);
  const [last, before] = heard
    .filter(({ from, value }) => value !== null && from > after && from <= now)
    .sort((one, other) => other.from.getTime() - one.from.getTime());
  if (!last || !before) return verdict(false);
  const minutes = (last.from.getTime() - before.from.getTime()) / 60_000;
  const change = minutes === 0 ? 0 : ((last.value ?? 0) - (before.value ?? 0)) / minutes;
  return beyond(change) ? verdict(true, later(before.from, seconds)) : verdict(false);
}
