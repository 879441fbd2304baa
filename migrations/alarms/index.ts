import type { SchemaMigrations } from '@libs/database';
import { AlarmsMessaging1763700000001 } from './0001-messaging.js';
import { AlarmsAndCases1763700000002 } from './0002-alarms-and-cases.js';

/** The alarms schema, oldest change first. */
export const alarms: SchemaMigrations = {
  schema: 'alarms',
  migrations: [AlarmsMessaging1763700000001, AlarmsAndCases1763700000002],
};
