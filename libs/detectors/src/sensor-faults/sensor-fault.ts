/** What can be wrong with a sensor while its machine is sound. */
export type SensorFault =
  'out_of_range' | 'stuck_at' | 'flat_line' | 'spikes' | 'drop_outs' | 'clock' | 'drift';

export interface MeasuringRange {
  readonly low: number;
  readonly high: number;
}

/** What the condition of a sensor is told by. */
export interface ConditionReading {
  readonly atMs: number;
  readonly value: number;
  /** When it arrived, where that is known. */
  readonly receivedAtMs?: number | undefined;
}
