import { Injectable } from '@nestjs/common';
import { UnitOfWork, type SystemTransaction } from '@libs/database';

/** What the watch of a sensor has learnt, as bytes. */
export interface SavedState {
  readonly tenantId: string;
  readonly sensorId: string;
  readonly state: Uint8Array;
}

@Injectable()
export class DetectorStateRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The states of a partition's sensors, whichever version of the detector learnt them. */
  async load(partition: number): Promise<Map<string, Uint8Array>> {
    const rows = await this.unitOfWork.system((tx) =>
      tx.query<{ sensor_id: string; state: Buffer }>(
        `SELECT sensor_id, state FROM detector_state WHERE partition = $1`,
        [partition],
      ),
    );
    return new Map(rows.map((row) => [row.sensor_id, row.state]));
  }

  async save(
    partition: number,
    detectorVersion: string,
    states: readonly SavedState[],
    tx: SystemTransaction,
  ): Promise<void> {
    if (states.length === 0) return;
    await tx.query(
      `INSERT INTO detector_state (tenant_id, sensor_id, partition, detector_version, state)
       SELECT tenant_id, sensor_id, $1, $2, state
       FROM unnest($3::uuid[], $4::uuid[], $5::bytea[]) AS s (tenant_id, sensor_id, state)
       ON CONFLICT (tenant_id, sensor_id) DO UPDATE
         SET partition = excluded.partition, detector_version = excluded.detector_version,
             state = excluded.state, saved_at = now()`,
      [
        partition,
        detectorVersion,
        states.map((each) => each.tenantId),
        states.map((each) => each.sensorId),
        states.map((each) => Buffer.from(each.state)),
      ],
    );
  }
}
