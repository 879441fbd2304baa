import type { FeedbackAnswer, MeteredEnergy, WorkOrderKind } from '@libs/contracts';
import type { Span } from '../timeline/timeline.js';
import type { WorkLife } from '../timeline/work-life.js';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A work order's instants in ms, and its cost as decimals where somebody has told it. */
export interface WorkHistory extends WorkLife {
  readonly id: string;
  readonly kind: WorkOrderKind | null;
  readonly createdAt: number | null;
  /** The window that it was planned for last. */
  readonly planned: Stretch | null;
  readonly cost?: { readonly labour: string; readonly parts: string; readonly services: string };
}

/** Maintenance that was recorded; one that a later record corrects is left out. */
export interface RecordHistory {
  readonly workOrderId: string | null;
  readonly performedAt: number;
  readonly cost: string | null;
  /** It says what failed and why. */
  readonly isFailure: boolean;
}

export interface Production extends Stretch {
  readonly produced: number;
  readonly good: number;
  readonly idealCycleSeconds: string | null;
  readonly energyKwh: string | null;
}

/** What an hour costs from an instant on, until the next rates. */
export interface Rates {
  readonly from: number;
  readonly labourPerHour: string;
  readonly downtimePerHour: string;
}

/** How a preventive job ended that was not done; withdrawn: with its plan or machine. */
export type OccurrenceEnd = 'skipped' | 'merged' | 'withdrawn';

/** A preventive job of a plan: when it was due, how much later is still in time. */
export interface Occurrence {
  readonly dueAt: number;
  readonly toleranceMs: number;
  readonly doneAt: number | null;
  readonly end?: OccurrenceEnd | null;
}

/** An alarm that somebody has seen to, by acknowledging or by shelving it. */
export interface SeenAlarm {
  readonly raisedAt: number;
  readonly acknowledgedAt: number | null;
  readonly shelvedAt: number | null;
}

/** A case of the machine itself: from the first sign of trouble to its end. */
export interface CaseHistory {
  readonly openedAt: number;
  readonly endedAt: number | null;
}

/** What somebody who was there said of alarms that led to work, or of one, and their rules. */
export interface Feedback {
  readonly at: number;
  readonly answer: FeedbackAnswer;
  readonly rules: readonly string[];
}

/** What meters say of the time for which nobody entered energy. */
export type Metered = Omit<MeteredEnergy, 'sensorId'>;

/** What is known of one piece of equipment; everything that touches the window at least. */
export interface History {
  readonly spans: readonly Span[];
  readonly work: readonly WorkHistory[];
  readonly records: readonly RecordHistory[];
  readonly alarms: readonly SeenAlarm[];
  readonly annunciations: readonly { readonly at: number; readonly source: string }[];
  readonly production: readonly Production[];
  /** Null where meters could not be read. */
  readonly metered: readonly Metered[] | null;
  readonly rates: readonly Rates[];
  readonly occurrences: readonly Occurrence[];
  readonly cases: readonly CaseHistory[];
  readonly feedback: readonly Feedback[];
}
