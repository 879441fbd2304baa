import type { SchemaMigrations } from '@libs/database';
import { MaintenanceMessaging1763700000001 } from './0001-messaging.js';
import { WorkOrders1763700000002 } from './0002-work-orders.js';
import { WorkOrderLife1763700000203 } from './0003-work-order-life.js';
import { TasksAndPeople1763700000204 } from './0004-tasks-and-people.js';
import { PartsAndCosts1763700000205 } from './0005-parts-and-costs.js';
import { MaintenanceRecords1763700000206 } from './0006-maintenance-records.js';
import { WorkRequests1763700000207 } from './0007-work-requests.js';
import { MaintenancePlans1763700000210 } from './0010-maintenance-plans.js';
import { Inspections1763700000215 } from './0015-inspections.js';
import { CommentsRelationsSignatures1763700000226 } from './0026-comments-relations-signatures.js';
import { TeamCalendars1763700000227 } from './0027-team-calendars.js';
import { Escalations1763700000228 } from './0028-escalations.js';
import { AskersOfOccurrences1763700000232 } from './0032-askers-of-occurrences.js';
import { Opportunities1763700000233 } from './0033-opportunities.js';
import { TasksOfPlans1763700000234 } from './0034-tasks-of-plans.js';
import { IsolationOfOpenWork1763700000235 } from './0035-isolation-of-open-work.js';

/** The maintenance schema, oldest change first. */
export const maintenance: SchemaMigrations = {
  schema: 'maintenance',
  migrations: [
    MaintenanceMessaging1763700000001,
    WorkOrders1763700000002,
    WorkOrderLife1763700000203,
    TasksAndPeople1763700000204,
    PartsAndCosts1763700000205,
    MaintenanceRecords1763700000206,
    WorkRequests1763700000207,
    MaintenancePlans1763700000210,
    Inspections1763700000215,
    CommentsRelationsSignatures1763700000226,
    TeamCalendars1763700000227,
    Escalations1763700000228,
    AskersOfOccurrences1763700000232,
    Opportunities1763700000233,
    TasksOfPlans1763700000234,
    IsolationOfOpenWork1763700000235,
  ],
};
