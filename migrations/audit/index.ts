import type { SchemaMigrations } from '@libs/database';
import { AuditMessaging1763700000001 } from './0001-messaging.js';
import { AuditTrail1763700000002 } from './0002-audit-trail.js';

/** The audit schema, oldest change first. */
export const audit: SchemaMigrations = {
  schema: 'audit',
  migrations: [AuditMessaging1763700000001, AuditTrail1763700000002],
};
