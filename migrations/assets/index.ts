import type { SchemaMigrations } from '@libs/database';
import { AssetsMessaging1763700000001 } from './0001-messaging.js';

/** The assets schema, oldest change first. */
export const assets: SchemaMigrations = {
  schema: 'assets',
  migrations: [AssetsMessaging1763700000001],
};
