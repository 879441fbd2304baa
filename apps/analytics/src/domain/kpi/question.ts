import type { GetKpis } from '@libs/contracts';
import { calendarPeriods, isTimeZone, type Window } from '../calendar/calendar-periods.js';
import type { Definition } from './definition.js';
import { definitions } from './definitions.js';

/** More answers than this do not fit into one message. */
export const MOST_ANSWERS = 500;

export interface Question {
  readonly timeZone: string;
  readonly windows: readonly Window[];
  readonly asked: readonly Definition[];
}

export type ReadQuestion =
  | ({ readonly kind: 'question' } & Question)
  | { readonly kind: 'fault'; readonly field: string; readonly message: string };

/** What is asked, with what is left out filled in: the current quarter, up to now. */
export function readQuestion(request: GetKpis, now: number): ReadQuestion {
  const { timeZone = 'UTC', period, kpis } = request;
  if (!isTimeZone(timeZone)) return fault('timeZone', 'is no time zone that is known');

  const ids = kpis === undefined ? [...definitions.keys()] : [...new Set(kpis.split(','))];
  const unknown = ids.find((id) => !definitions.has(id));
  if (unknown !== undefined) return fault('kpis', `${unknown} is not defined`);
  const asked = ids.flatMap((id) => definitions.get(id) ?? []);

  const to = request.to === undefined ? now : Date.parse(request.to);
  const from =
    request.from === undefined ? startOfPeriod(request, to, timeZone) : Date.parse(request.from);
  if (from >= to) return fault('to', 'must be later than from');
  const windows = period
    ? calendarPeriods(period, { from, to }, timeZone, MOST_ANSWERS + 1)
    : [{ name: 'window', from, to }];
  return { kind: 'question', timeZone, windows, asked };
}

const fault = (field: string, message: string): ReadQuestion => ({ kind: 'fault', field, message });

/** Of the period that the last instant asked about lies in. */
function startOfPeriod({ period = 'quarter' }: GetKpis, to: number, timeZone: string): number {
  const [current] = calendarPeriods(period, { from: to - 1, to }, timeZone, 1);
  return current?.from ?? to - 1;
}

/** The window before one: the calendar's, or one as long. */
export function windowBefore({ from, to }: Window, { period, timeZone }: BeforeWhat): Window {
  if (!period) return { name: 'window before', from: from - (to - from), to: from };
  const [before] = calendarPeriods(period, { from: from - 1, to: from }, timeZone, 1);
  return before ?? { name: 'window before', from, to: from };
}

interface BeforeWhat {
  readonly period?: GetKpis['period'] | undefined;
  readonly timeZone: string;
}
