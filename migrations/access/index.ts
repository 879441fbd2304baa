import type { SchemaMigrations } from '@libs/database';
import { AccessMessaging1763800000001 } from './0001-messaging.js';
import { DeviceCredentials1763800000002 } from './0002-device-credentials.js';

/** The access schema, oldest change first. */
export const access: SchemaMigrations = {
  schema: 'access',
  migrations: [AccessMessaging1763800000001, DeviceCredentials1763800000002],
};
