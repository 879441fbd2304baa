import type { MeasuringRange } from '@libs/detectors';

/** What the faults that show in a reading were shown by. */
export interface FaultyReading {
  readonly atMs: number;
  readonly value: number;
  readonly range?: MeasuringRange | undefined;
  /** Another sensor that the fault was seen against. */
  readonly peer?: string | undefined;
}
