import type { SchemaMigrations } from '@libs/database';
import { MaintenanceMessaging1763700000001 } from './0001-messaging.js';
import { WorkOrders1763700000002 } from './0002-work-orders.js';
import { WorkOrderLife1763700000203 } from './0003-work-order-life.js';

/** The maintenance schema, oldest change first. */
export const maintenance: SchemaMigrations = {
  schema: 'maintenance',
  migrations: [
    MaintenanceMessaging1763700000001,
    WorkOrders1763700000002,
    WorkOrderLife1763700000203,
  ],
};
