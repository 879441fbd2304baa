import type { AnomalyKind } from '@libs/contracts';

/** What people were told of, or would have been: one episode of a sensor or of a machine. */
export interface Episode {
  readonly equipmentId: string;
  /** The sensor, or the machine. */
  readonly sourceId: string;
  readonly kind: AnomalyKind;
  readonly beganMs: number;
  readonly endedMs: number | null;
}
