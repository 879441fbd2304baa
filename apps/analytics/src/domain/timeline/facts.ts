import type { TimelineSource, OperatingState, WorkOrderKind } from '@libs/contracts';

/** From an instant on equipment is in a state, until something else is said. Instants in ms. */
export interface Mark {
  readonly id: string | null;
  readonly at: number;
  readonly state: OperatingState;
  readonly reason: string;
  readonly source: TimelineSource;
  /** When it was said: of two marks for one instant the later one counts. */
  readonly saidAt: number;
}

/** What equipment did in a stretch that is over; the latest correction of an instant counts. */
export interface Correction {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly state: OperatingState;
  readonly reason: string;
  readonly saidAt: number;
}

/** Work at the equipment; nothing of it counts before its kind and its start are known. */
export interface Work {
  readonly id: string;
  readonly label: string;
  readonly kind: WorkOrderKind | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
}

/** Everything a timeline is made of. Their order means nothing. */
export interface TimelineFacts {
  readonly marks: readonly Mark[];
  readonly corrections: readonly Correction[];
  readonly work: readonly Work[];
}
