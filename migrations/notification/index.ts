import type { SchemaMigrations } from '@libs/database';
import { NotificationMessaging1763700000001 } from './0001-messaging.js';

/** The notification schema, oldest change first. */
export const notification: SchemaMigrations = {
  schema: 'notification',
  migrations: [NotificationMessaging1763700000001],
};
