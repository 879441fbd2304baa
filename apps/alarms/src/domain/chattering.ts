import type { Severity } from '@libs/contracts';
import { BY_CHATTERING } from './alarm-parts.js';
import type { AlarmMove } from './alarm-trigger.js';

const WINDOW_MS = 60_000;
const TOO_OFTEN = 3;
const QUIET_MS = 600_000;

export const chatteringWindowBefore = (at: Date): Date => new Date(at.getTime() - WINDOW_MS);

/** What nobody can follow is kept back until it is quiet; a critical alarm never is. */
export const isKeptBack = (activations: number, severity: Severity): boolean =>
  activations >= TOO_OFTEN && severity !== 'critical';

export const quietAfter = (now: Date): Date => new Date(now.getTime() + QUIET_MS);

/** What turns critical is let through, however often it came before. */
export function letCriticalThrough(move: AlarmMove): AlarmMove {
  const { parts, happened } = move;
  if (parts.severity !== 'critical' || !parts.suppressedBy.includes(BY_CHATTERING)) return move;
  const suppressedBy = parts.suppressedBy.filter((cause) => cause !== BY_CHATTERING);
  return { ...move, parts: { ...parts, suppressedBy }, happened: [...happened, 'unsuppressed'] };
}
