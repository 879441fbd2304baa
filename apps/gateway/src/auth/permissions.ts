import { ROLES, type Role } from '@libs/contracts';

const READ = [
  'account.read',
  'agents.read',
  'alarms.read',
  'anomalies.read',
  'cases.read',
  'contacts.read',
  'equipment.read',
  'gateways.read',
  'limits.read',
  'live.read',
  'notifications.read',
  'overview.read',
  'readings.read',
  'sensors.read',
  'traces.read',
  'work_orders.read',
] as const;

const CHANGE = [
  'alarms.acknowledge',
  'board.use',
  'cases.resolve',
  'contacts.manage',
  'equipment.manage',
  'limits.manage',
  'notifications.mark_read',
  'quarantine.read',
  'quarantine.replay',
  'readings.send',
  'sensors.manage',
  'users.manage',
  'users.read',
  'work_orders.cancel',
  'work_orders.claim',
  'work_orders.close',
  'work_orders.complete',
  'work_orders.create',
  'work_orders.release',
  'work_orders.start',
] as const;

/** Everything that somebody may be allowed to do. */
export const PERMISSIONS = [...READ, ...CHANGE] as const;
export type PermissionName = (typeof PERMISSIONS)[number];

/** What each role may do; what is not named here is refused. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly PermissionName[]>> = {
  viewer: READ,
  operator: [...READ, 'alarms.acknowledge', 'notifications.mark_read', 'work_orders.create'],
  technician: [
    ...READ,
    'alarms.acknowledge',
    'notifications.mark_read',
    'work_orders.claim',
    'work_orders.complete',
    'work_orders.create',
    'work_orders.release',
    'work_orders.start',
  ],
  planner: [
    ...READ,
    'alarms.acknowledge',
    'cases.resolve',
    'contacts.manage',
    'notifications.mark_read',
    'work_orders.cancel',
    'work_orders.close',
    'work_orders.create',
    'work_orders.release',
  ],
  engineer: [
    ...READ,
    'alarms.acknowledge',
    'board.use',
    'cases.resolve',
    'equipment.manage',
    'limits.manage',
    'notifications.mark_read',
    'quarantine.read',
    'quarantine.replay',
    'readings.send',
    'sensors.manage',
    'work_orders.create',
  ],
  admin: PERMISSIONS,
};

/** Whether one of the roles gives the permission. */
export function rolesAllow(roles: readonly Role[], permission: PermissionName): boolean {
  return ROLES.some((role) => roles.includes(role) && ROLE_PERMISSIONS[role].includes(permission));
}
