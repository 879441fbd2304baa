import { Injectable } from '@nestjs/common';
import { UnitOfWork, type SystemTransaction } from '@libs/database';

/** What the watch of a sensor or of a machine has learnt, as bytes. */
export interface SavedState {
  readonly tenantId: string;
  readonly id: string;
  readonly state: Uint8Array;
}

/** The states of a partition's sensors and machines, by their ids. */
export interface SavedStates {
  readonly sensors: Map<string, Uint8Array>;
  readonly equipment: Map<string, Uint8Array>;
}

@Injectable()
export class DetectorStateRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** What was learnt in a partition, by whichever version of the detectors. */
  async load(partition: number): Promise<SavedStates> {
    return this.unitOfWork.system(async (tx) => ({
      sensors: byId(
        await tx.query('SELECT sensor_id AS id, state FROM detector_state WHERE partition = $1', [
          partition,
        ]),
      ),
      equipment: byId(
        await tx.query(
          'SELECT equipment_id AS id, state FROM equipment_state WHERE partition = $1',
          [partition],
        ),
      ),
    }));
  }

  async save(
    partition: number,
    states: Record<keyof SavedStates, readonly SavedState[]>,
    versions: Record<keyof SavedStates, string>,
    tx: SystemTransaction,
  ): Promise<void> {
    await this.keep(
      `INSERT INTO detector_state (tenant_id, sensor_id, partition, detector_version, state)
       SELECT tenant_id, id, $1, $2, state
       FROM unnest($3::uuid[], $4::uuid[], $5::bytea[]) AS s (tenant_id, id, state)
       ON CONFLICT (tenant_id, sensor_id) DO UPDATE
         SET partition = excluded.partition, detector_version = excluded.detector_version,
             state = excluded.state, saved_at = now()`,
      [partition, versions.sensors],
      states.sensors,
      tx,
    );
    await this.keep(
      `INSERT INTO equipment_state (tenant_id, equipment_id, partition, detector_version, state)
       SELECT tenant_id, id, $1, $2, state
       FROM unnest($3::uuid[], $4::uuid[], $5::bytea[]) AS s (tenant_id, id, state)
       ON CONFLICT (tenant_id, equipment_id) DO UPDATE
         SET partition = excluded.partition, detector_version = excluded.detector_version,
             state = excluded.state, saved_at = now()`,
      [partition, versions.equipment],
      states.equipment,
      tx,
    );
  }

  private async keep(
    sql: string,
    about: readonly [partition: number, detectorVersion: string],
    states: readonly SavedState[],
    tx: SystemTransaction,
  ): Promise<void> {
    if (states.length === 0) return;
    await tx.query(sql, [
      ...about,
      states.map((each) => each.tenantId),
      states.map((each) => each.id),
      states.map((each) => Buffer.from(each.state)),
    ]);
  }
}

const byId = (rows: readonly { id: string; state: Buffer }[]): Map<string, Uint8Array> =>
  new Map(rows.map(({ id, state }) => [id, state]));
