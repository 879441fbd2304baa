import type { WorkOrderKind, WorkState } from '@libs/contracts';

/** A work order that is neither done nor called off. */
export interface OpenWork {
  readonly isCorrective: boolean;
  /** A repair that cannot wait. */
  readonly isUnplanned: boolean;
  readonly isStarted: boolean;
}

export function isCorrective(kind: WorkOrderKind): boolean {
  return kind === 'corrective_immediate' || kind === 'corrective_deferred';
}

export function isUnplanned(kind: WorkOrderKind): boolean {
  return kind === 'corrective_immediate';
}

/** What open work makes of equipment: what is under way counts more than what waits. */
export function workState(open: readonly OpenWork[]): WorkState {
  const started = open.filter((work) => work.isStarted);
  if (started.some((work) => work.isCorrective)) return 'corrective';
  if (started.length > 0) return 'preventive';
  return open.some((work) => work.isCorrective) ? 'corrective_asked' : 'none';
}
