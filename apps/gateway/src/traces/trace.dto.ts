import { FreeForm, Instant, ListOf, Text, Uuid, Whole } from '@libs/contracts';

/** One thing that happened. */
export class TraceStep {
  @Instant() at!: string;
  @Whole({ description: 'Milliseconds since the first step' }) sinceStartMs!: number;
  @Text({ max: 60 }) agent!: string;
  @Text({ max: 120, example: 'alarms.alarm.raised.v1' }) type!: string;
  @Text({ max: 1000 }) summary!: string;
  @Text({ max: 200, nullable: true }) actor!: string | null;
  @Uuid({ nullable: true }) eventId!: string | null;
  @Text({ max: 120, nullable: true, description: 'The event that led to it' })
  causationId!: string | null;
  @FreeForm() data!: object;
}

/** Everything that happened under one correlation id. */
export class TraceView {
  @Uuid() correlationId!: string;
  @Instant() startedAt!: string;
  @Whole() durationMs!: number;
  @ListOf(() => TraceStep, { max: 2000 }) steps!: TraceStep[];
}
