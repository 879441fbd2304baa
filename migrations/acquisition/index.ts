import type { SchemaMigrations } from '@libs/database';
import { AcquisitionMessaging1763700000001 } from './0001-messaging.js';
import { Readings1763700000002 } from './0002-readings.js';
import { Connectivity1763800000140 } from './0005-connectivity.js';
import { MeterEpochs1763800000330 } from './0006-meter-epochs.js';
import { ClosedPartitions1763800000003 } from './0003-closed-partitions.js';
import { ChangingSensors1763800000004 } from './0004-changing-sensors.js';

/** The acquisition schema, oldest change first. */
export const acquisition: SchemaMigrations = {
  schema: 'acquisition',
  migrations: [
    AcquisitionMessaging1763700000001,
    Readings1763700000002,
    ClosedPartitions1763800000003,
    ChangingSensors1763800000004,
    Connectivity1763800000140,
    MeterEpochs1763800000330,
  ],
};
