import type { WorkOrderKind } from '@libs/contracts';
import type { Span } from '../timeline/timeline.js';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A work order's instants in ms, and its cost as decimals where somebody has told it. */
export interface WorkHistory {
  readonly kind: WorkOrderKind | null;
  readonly createdAt: number | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly cancelledAt: number | null;
  /** Waiting for parts, a permit and such: no part of the active repair time. */
  readonly holds?: readonly Stretch[];
  readonly cost?: { readonly labour: string; readonly parts: string; readonly services: string };
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

/** A preventive job of a plan: when it was due, how much later is still in time. */
export interface Occurrence {
  readonly dueAt: number;
  readonly toleranceMs: number;
  readonly doneAt: number | null;
}

/** What is known of one piece of equipment; everything that touches the window at least. */
export interface History {
  readonly spans: readonly Span[];
  readonly work: readonly WorkHistory[];
  readonly alarms: readonly { readonly raisedAt: number; readonly acknowledgedAt: number }[];
  readonly annunciations: readonly { readonly at: number; readonly source: string }[];
  readonly production: readonly Production[];
  readonly rates: readonly Rates[];
  readonly occurrences: readonly Occurrence[];
}
