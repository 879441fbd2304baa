import type { Asker, OccurrenceStatus, PlanDefinition } from '@libs/contracts';
import type { LocalTime } from './local-time.js';
import type { MeterReading } from './meter-reading.js';

/** What a plan says, as plain words. */
export type PlanWords = Pick<PlanDefinition, keyof PlanDefinition>;

/** Where a plan stands on one equipment: what its triggers count from. */
export interface Standing {
  /** Which time it is due next, from 1. */
  cycle: number;
  /** When it was last done, or came into force. */
  since: number;
  /** Calendar dates up to this local time are spent. */
  cursor: LocalTime;
  /** Readings when last done, by trigger. */
  readings: Record<string, number>;
  /** Since when a condition holds, by trigger. */
  holding: Record<string, Holding>;
  /** When counted events happened, by trigger. */
  heard: Record<string, number[]>;
}

/** A condition that holds; `answered` by work that did not make it end. */
export interface Holding {
  readonly since: number;
  readonly answered: boolean;
  /** The prediction or inspection that tells of it. */
  readonly by?: string;
  /** Of predictions: the failure modes that are over the limit. */
  readonly modes?: readonly string[];
}

/** What asked for an occurrence, where that has a name. */
export interface Asked {
  readonly kind: Asker;
  readonly id: string;
}

/** One time that a plan's work is due on one equipment. Instants are milliseconds. */
export interface Occurrence {
  readonly id: string;
  readonly planId: string;
  /** Unique within plan and equipment: the local time of a calendar date, or the cycle. */
  readonly key: string;
  readonly planVersion: number;
  status: OccurrenceStatus;
  /** Null while nobody can say. */
  dueAt: number | null;
  dueReading: { readonly sensorKey: string; readonly reading: number } | null;
  askedBy: Asked | null;
  /** It was not done in its time; stays said of it once ordered. */
  overdue: boolean;
  mergedInto: string | null;
  reason: string | null;
  workOrderId: string | null;
  endedAt: number | null;
}

/** A plan that is in force on an equipment, with every occurrence that is not over. */
export interface PlanAtEquipment {
  readonly planId: string;
  readonly version: number;
  readonly inForce: boolean;
  /** Whether the plan names this equipment, and not only did so once. */
  readonly included: boolean;
  readonly definition: PlanWords;
  readonly standing: Standing;
  readonly occurrences: readonly Occurrence[];
}

/** What is known of an equipment when its plans are looked after. */
export interface Facts {
  /** Continued meter readings, by sensor key. */
  readonly meters: Readonly<Record<string, MeterReading>>;
  /** What became of work orders, by their id. */
  readonly orders: Readonly<Record<string, OrderEnd>>;
}

/** What is signed stays as it is until it is completed. */
export type OrderEnd =
  { readonly kind: 'completed'; readonly at: number } | { readonly kind: 'cancelled' | 'signed' };

/** The only trigger is a calendar: every date is an occurrence of its own. */
export function isCalendarPlan({ triggers }: PlanDefinition): boolean {
  return triggers.length === 1 && triggers[0]?.kind === 'calendar';
}

const OVER: readonly OccurrenceStatus[] = ['done', 'skipped', 'merged'];
const RANK: readonly OccurrenceStatus[] = ['projected', 'due_soon', 'due', 'overdue', 'ordered'];

export const isOver = ({ status }: Pick<Occurrence, 'status'>): boolean => OVER.includes(status);

/** Whether people have to do with it: it is at least due soon, and not over. */
export const isOpen = (each: Pick<Occurrence, 'status'>): boolean =>
  !isOver(each) && each.status !== 'projected';

export const isBefore = (a: OccurrenceStatus, b: OccurrenceStatus): boolean =>
  RANK.indexOf(a) < RANK.indexOf(b);

const HOUR_MS = 3_600_000;

export const leadMs = ({ leadTimeHours = 168 }: PlanDefinition): number => leadTimeHours * HOUR_MS;

export const toleranceMs = ({ toleranceHours = 24 }: PlanDefinition): number =>
  toleranceHours * HOUR_MS;
