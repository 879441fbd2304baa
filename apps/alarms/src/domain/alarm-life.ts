import type { AlarmState, Severity } from '@libs/contracts';
import { isWorse, worseOf } from './severity.js';

/** The independent parts of an open alarm; its ISA-18.2 state follows from them. */
export interface AlarmParts {
  readonly active: boolean;
  readonly acked: boolean;
  readonly severity: Severity;
  readonly count: number;
}

export type AlarmTrigger =
  | { readonly kind: 'condition_true'; readonly severity: Severity }
  | { readonly kind: 'condition_false' }
  | { readonly kind: 'acknowledge' };

export type AlarmHappening =
  'raised' | 'reraised' | 'severity_raised' | 'acknowledged' | 'returned' | 'cleared';

export type AlarmStep =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'moved';
      readonly parts: AlarmParts;
      readonly happened: readonly AlarmHappening[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

export const isOver = ({ active, acked }: AlarmParts): boolean => !active && acked;

export function alarmState(parts: AlarmParts): AlarmState {
  if (parts.active) return parts.acked ? 'acknowledged' : 'unacknowledged';
  return parts.acked ? 'cleared' : 'returned_unacknowledged';
}

const unchanged: AlarmStep = { kind: 'unchanged' };

const moved = (parts: AlarmParts, ...happened: AlarmHappening[]): AlarmStep => ({
  kind: 'moved',
  parts,
  happened,
});

/** One step of an alarm's life; `null` is the normal state: no alarm is open. */
export function stepAlarm(alarm: AlarmParts | null, trigger: AlarmTrigger): AlarmStep {
  const open = alarm && !isOver(alarm) ? alarm : null;
  switch (trigger.kind) {
    case 'condition_true':
      return open ? becomeTrueAgain(open, trigger.severity) : raise(trigger.severity);
    case 'condition_false':
      if (!open?.active) return unchanged;
      return moved({ ...open, active: false }, open.acked ? 'cleared' : 'returned');
    case 'acknowledge':
      return acknowledge(open);
  }
}

const raise = (severity: Severity): AlarmStep =>
  moved({ active: true, acked: false, severity, count: 1 }, 'raised');

function becomeTrueAgain(open: AlarmParts, severity: Severity): AlarmStep {
  if (!open.active) {
    const worst = worseOf(open.severity, severity);
    return moved(
      { active: true, acked: false, severity: worst, count: open.count + 1 },
      'reraised',
    );
  }
  if (!isWorse(severity, open.severity)) return unchanged;
  return moved({ ...open, severity, acked: false }, 'severity_raised');
}

function acknowledge(open: AlarmParts | null): AlarmStep {
  if (!open)
    return { kind: 'refused', reason: 'The alarm is over: nothing is to be acknowledged.' };
  if (open.acked) return { kind: 'refused', reason: 'The alarm is acknowledged already.' };
  const acked = { ...open, acked: true };
  return open.active ? moved(acked, 'acknowledged') : moved(acked, 'acknowledged', 'cleared');
}
