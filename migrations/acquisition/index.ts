import type { SchemaMigrations } from '@libs/database';
import { AcquisitionMessaging1763700000001 } from './0001-messaging.js';

/** The acquisition schema, oldest change first. */
export const acquisition: SchemaMigrations = {
  schema: 'acquisition',
  migrations: [AcquisitionMessaging1763700000001],
};
