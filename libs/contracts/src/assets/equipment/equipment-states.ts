/** Where equipment is in its life (ISO 55000). */
export const LIFECYCLES = [
  'planned',
  'commissioning',
  'in_service',
  'mothballed',
  'decommissioned',
  'disposed',
] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** Whether anything is heard of equipment. */
export const CONNECTIVITIES = ['online', 'stale', 'offline', 'never_seen'] as const;
export type Connectivity = (typeof CONNECTIVITIES)[number];

/** How well equipment is (ISO 13374, health assessment). */
export const HEALTHS = ['normal', 'watch', 'degraded', 'critical', 'failed', 'unknown'] as const;
export type Health = (typeof HEALTHS)[number];

/** The work that is asked for or under way at equipment. */
export const WORK_STATES = ['none', 'preventive', 'corrective_asked', 'corrective'] as const;
export type WorkState = (typeof WORK_STATES)[number];

/** Status words of systems that watch whether a device answers. */
export const ONLINE_STATUSES = ['ONLINE', 'OFFLINE', 'MAINTENANCE', 'ERROR'] as const;
export type OnlineStatus = (typeof ONLINE_STATUSES)[number];

/** Status words of systems that keep a fleet. */
export const FLEET_STATUSES = ['operational', 'maintenance', 'inactive', 'repair'] as const;
export type FleetStatus = (typeof FLEET_STATUSES)[number];

/** Status words of systems that run production. */
export const MACHINE_STATUSES = ['Running', 'Idle', 'Maintenance', 'Down'] as const;
export type MachineStatus = (typeof MACHINE_STATUSES)[number];

/** Every status word that is understood. */
export const STATUS_WORDS = [...ONLINE_STATUSES, ...FLEET_STATUSES, ...MACHINE_STATUSES] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

/** Facets that agents find out about, and that a person may keep as he said until he lets go. */
export const HELD_FACETS = ['connectivity', 'health'] as const;
export type HeldFacet = (typeof HELD_FACETS)[number];

/** Who or what a change of state comes from. */
export const STATE_SOURCES = ['person', 'work_order', 'case', 'readings'] as const;
export type StateSource = (typeof STATE_SOURCES)[number];

/** Levels 6 to 9 of the taxonomy of ISO 14224. */
export const EQUIPMENT_LEVELS = ['unit', 'subunit', 'component', 'maintainable_item'] as const;
export type EquipmentLevel = (typeof EQUIPMENT_LEVELS)[number];

/** What a change in the history of equipment was about. */
export const HISTORY_KINDS = [
  'lifecycle',
  'operating',
  'connectivity',
  'health',
  'work',
  'place',
  'position',
] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];
