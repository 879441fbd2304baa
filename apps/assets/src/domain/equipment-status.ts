import type {
  Connectivity,
  FleetStatus,
  Health,
  HeldFacet,
  Lifecycle,
  MachineStatus,
  OnlineStatus,
  OperatingState,
  StatusWord,
  WorkState,
} from '@libs/contracts';

/** How equipment is, in facets that do not depend on one another. */
export interface Facets {
  readonly lifecycle: Lifecycle;
  readonly operating: OperatingState;
  readonly connectivity: Connectivity;
  readonly health: Health;
  readonly work: WorkState;
}

/** How equipment is, in the one word that each kind of system uses. */
export interface StatusWords {
  readonly onlineStatus: OnlineStatus;
  readonly fleetStatus: FleetStatus;
  readonly machineStatus: MachineStatus;
}

const isUnderWay = ({ work }: Facets): boolean => work === 'preventive' || work === 'corrective';

function onlineStatus(facets: Facets): OnlineStatus {
  const { lifecycle, operating, connectivity, health } = facets;
  if (isUnderWay(facets) || operating === 'scheduled_down') return 'MAINTENANCE';
  const isIll = health === 'critical' || health === 'failed';
  if (isIll || operating === 'unscheduled_down') return 'ERROR';
  const isSilent = connectivity === 'offline' || connectivity === 'never_seen';
  return isSilent || lifecycle !== 'in_service' ? 'OFFLINE' : 'ONLINE';
}

function fleetStatus({ lifecycle, operating, work }: Facets): FleetStatus {
  if (lifecycle !== 'in_service') return 'inactive';
  const isCorrective = work === 'corrective' || work === 'corrective_asked';
  if (operating === 'unscheduled_down' && isCorrective) return 'repair';
  const isPreventive = operating === 'scheduled_down' || work === 'preventive';
  return isPreventive ? 'maintenance' : 'operational';
}

function machineStatus(facets: Facets): MachineStatus {
  const { operating, health } = facets;
  if (operating === 'scheduled_down' || isUnderWay(facets)) return 'Maintenance';
  if (operating === 'unscheduled_down' || health === 'failed') return 'Down';
  return operating === 'productive' ? 'Running' : 'Idle';
}

/** The words that facets lead to. */
export function statusWords(facets: Facets): StatusWords {
  return {
    onlineStatus: onlineStatus(facets),
    fleetStatus: fleetStatus(facets),
    machineStatus: machineStatus(facets),
  };
}

/** What equipment is doing once somebody says that it is down no longer. */
function upAgain({ operating, work }: Facets): Partial<Facets> {
  const wasDown = operating === 'scheduled_down' || operating === 'unscheduled_down';
  return {
    ...(wasDown && { operating: 'unknown' }),
    ...(work === 'corrective_asked' && { work: 'none' }),
  };
}

/** What a status word of any system says about the facets. */
export function meaningOf(word: StatusWord, facets: Facets): Partial<Facets> {
  const inService = { ...upAgain(facets), lifecycle: 'in_service' } as const;
  switch (word) {
    case 'ONLINE':
      return { ...inService, connectivity: 'online' };
    case 'OFFLINE':
      return { ...upAgain(facets), connectivity: 'offline' };
    case 'MAINTENANCE':
    case 'Maintenance':
    case 'maintenance':
      return { operating: 'scheduled_down', ...(word === 'maintenance' && inServiceOnly) };
    case 'ERROR':
    case 'Down':
      return { operating: 'unscheduled_down' };
    case 'repair':
      return { ...inServiceOnly, operating: 'unscheduled_down', work: 'corrective_asked' };
    case 'inactive':
      return { lifecycle: 'mothballed' };
    case 'operational':
    case 'Idle':
      return { ...inService, operating: 'standby' };
    case 'Running':
      return { ...inService, operating: 'productive' };
  }
}

/** Which facets a status word keeps as it says, and which it lets follow the agents again. */
export function holdsOf(word: StatusWord | undefined): {
  readonly holds: readonly HeldFacet[];
  readonly releases: readonly HeldFacet[];
} {
  return {
    holds: word === 'OFFLINE' ? ['connectivity'] : [],
    releases: word === 'ONLINE' ? ['connectivity', 'health'] : [],
  };
}

const inServiceOnly = { lifecycle: 'in_service' } as const;
