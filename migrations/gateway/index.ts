import type { SchemaMigrations } from '@libs/database';
import { GatewayMessaging1763700000001 } from './0001-messaging.js';
import { TenantsAndUsers1763700000002 } from './0002-tenants-and-users.js';
import { EventLog1763700000003 } from './0003-event-log.js';
import { Identity1763700000004 } from './0004-identity.js';
import { Unlinking1763700000005 } from './0005-unlinking.js';

/** The gateway schema, oldest change first. */
export const gateway: SchemaMigrations = {
  schema: 'gateway',
  migrations: [
    GatewayMessaging1763700000001,
    TenantsAndUsers1763700000002,
    EventLog1763700000003,
    Identity1763700000004,
    Unlinking1763700000005,
  ],
};
