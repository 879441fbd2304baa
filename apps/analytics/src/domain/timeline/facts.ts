import type { TimelineSource, OperatingState, WorkOrderKind } from '@libs/contracts';

/** From an instant on equipment is in a state, until something else is said. Instants in ms. */
export interface Mark {
  readonly id: string | null;
  readonly at: number;
  readonly state: OperatingState;
  readonly reason: string;
  /** Of the tree of reasons. */
  readonly reasonCode?: string | null;
  readonly source: TimelineSource;
  /** When it was said: of two marks for one instant the later one counts. */
  readonly saidAt: number;
}

/** Nothing was heard of equipment from an instant on, until something was. */
export interface Silence {
  readonly id: string;
  readonly from: number;
  readonly to: number | null;
}

/** What equipment did in a stretch that is over; the latest correction of an instant counts. */
export interface Correction {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly state: OperatingState;
  readonly reason: string;
  /** Of the tree of reasons. */
  readonly reasonCode?: string | null;
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
  readonly silences: readonly Silence[];
}
