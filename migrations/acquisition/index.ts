import type { SchemaMigrations } from '@libs/database';
import { AcquisitionMessaging1763700000001 } from './0001-messaging.js';
import { Readings1763700000002 } from './0002-readings.js';

/** The acquisition schema, oldest change first. */
export const acquisition: SchemaMigrations = {
  schema: 'acquisition',
  migrations: [AcquisitionMessaging1763700000001, Readings1763700000002],
};
