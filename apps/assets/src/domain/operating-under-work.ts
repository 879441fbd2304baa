import type { OperatingState } from '@libs/contracts';
import { isDown } from './standing.js';
import type { OpenWork } from './work-state.js';

/** Work that came to its end just now. */
export interface DoneWork {
  readonly isCorrective: boolean;
}

/** A repair ends every standstill; looking after a machine ends only the one that was planned. */
function ends(done: DoneWork | undefined, state: OperatingState): boolean {
  return done !== undefined && isDown(state) && (done.isCorrective || state === 'scheduled_down');
}

/** What a machine is doing once work at it began or ended; a worse standstill counts more. */
export function operatingUnderWork(
  {
    operating,
    operatingWhenUp,
  }: { operating: OperatingState; operatingWhenUp: OperatingState | null },
  open: readonly OpenWork[],
  done?: DoneWork,
): OperatingState {
  const before = ends(done, operating) ? (operatingWhenUp ?? 'unknown') : operating;
  const started = open.filter((work) => work.isStarted);
  if (started.some((work) => work.isUnplanned)) return 'unscheduled_down';
  return started.length > 0 && before !== 'unscheduled_down' ? 'scheduled_down' : before;
}
