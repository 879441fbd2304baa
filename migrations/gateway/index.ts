import type { SchemaMigrations } from '@libs/database';
import { GatewayMessaging1763700000001 } from './0001-messaging.js';

/** The gateway schema, oldest change first. */
export const gateway: SchemaMigrations = {
  schema: 'gateway',
  migrations: [GatewayMessaging1763700000001],
};
