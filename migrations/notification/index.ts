import type { SchemaMigrations } from '@libs/database';
import { NotificationMessaging1763700000001 } from './0001-messaging.js';
import { ContactsAndNotifications1763700000002 } from './0002-contacts-and-notifications.js';

/** The notification schema, oldest change first. */
export const notification: SchemaMigrations = {
  schema: 'notification',
  migrations: [NotificationMessaging1763700000001, ContactsAndNotifications1763700000002],
};
