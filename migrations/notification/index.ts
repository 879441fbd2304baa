import type { SchemaMigrations } from '@libs/database';
import { NotificationMessaging1763700000001 } from './0001-messaging.js';
import { ContactsAndNotifications1763700000002 } from './0002-contacts-and-notifications.js';
import { SealedSecrets1763700000003 } from './0003-sealed-secrets.js';
import { HeldBack1763700000004 } from './0004-held-back.js';

/** The notification schema, oldest change first. */
export const notification: SchemaMigrations = {
  schema: 'notification',
  migrations: [
    NotificationMessaging1763700000001,
    ContactsAndNotifications1763700000002,
    SealedSecrets1763700000003,
    HeldBack1763700000004,
  ],
};
