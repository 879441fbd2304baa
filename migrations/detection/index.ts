import type { SchemaMigrations } from '@libs/database';
import { DetectionMessaging1763700000001 } from './0001-messaging.js';

/** The detection schema, oldest change first. */
export const detection: SchemaMigrations = {
  schema: 'detection',
  migrations: [DetectionMessaging1763700000001],
};
