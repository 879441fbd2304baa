import type { Severity } from '@libs/contracts';

const WINDOW_MS = 60_000;
const TOO_OFTEN = 3;
const QUIET_MS = 600_000;

export const chatteringWindowBefore = (at: Date): Date => new Date(at.getTime() - WINDOW_MS);

/** What nobody can follow is kept back until it is quiet; a critical alarm never is. */
export const isKeptBack = (activations: number, severity: Severity): boolean =>
  activations >= TOO_OFTEN && severity !== 'critical';

export const quietAfter = (now: Date): Date => new Date(now.getTime() + QUIET_MS);
