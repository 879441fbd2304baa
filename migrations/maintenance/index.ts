import type { SchemaMigrations } from '@libs/database';
import { MaintenanceMessaging1763700000001 } from './0001-messaging.js';

/** The maintenance schema, oldest change first. */
export const maintenance: SchemaMigrations = {
  schema: 'maintenance',
  migrations: [MaintenanceMessaging1763700000001],
};
