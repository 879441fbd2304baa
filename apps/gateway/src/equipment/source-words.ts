import {
  FLEET_STATUSES,
  MACHINE_STATUSES,
  type EquipmentView,
  type FleetStatus,
  type MachineStatus,
  type OnlineStatus,
} from '@libs/contracts';

type Fields = Record<string, unknown>;

/** What a client speaks: in whose words it is told the status. */
export type Vocabulary = 'online' | 'fleet' | 'machine';

/** Names that other systems have for the fields of equipment, in camelCase. */
const OURS: Readonly<Record<string, string>> = {
  equipmentCode: 'code',
  equipmentName: 'name',
  equipmentType: 'class',
  brand: 'manufacturer',
  purchaseDate: 'purchasedOn',
  fieldId: 'locationId',
  fuel: 'fuelPercent',
  currentFuelPercent: 'fuelPercent',
  currentHours: 'hours',
};
const SPECIFICATIONS = ['horsepower', 'fuelCapacityLiters'];
const MEASURED = ['current_fuel_percent', 'current_hours'];
const ONLY_IN_FLEETS = ['equipment_type', 'brand', 'name_ar', 'field_id', 'purchase_date'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whether a value is an object with fields. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const into = (value: unknown, more: Fields): Fields => ({ ...(isFields(value) && value), ...more });

/** One field of a body in our words; `so far` is what the fields before it came to. */
function translated(given: string, value: unknown, soFar: Fields): Fields {
  const name = camelCase(given);
  const ours = OURS[name] ?? name;
  if (name === 'nameAr')
    return value === null ? {} : { names: into(soFar['names'], { ar: value }) };
  if (name === 'descriptionAr') {
    return value === null ? {} : { descriptions: into(soFar['descriptions'], { ar: value }) };
  }
  if (SPECIFICATIONS.includes(name)) {
    return { specifications: into(soFar['specifications'], { [name]: value }) };
  }
  if (name === 'qrCode') return { externalIds: into(soFar['externalIds'], { qr: value }) };
  // A field that is no location of ours is kept as it is called elsewhere.
  if (name === 'fieldId' && !UUID.test(String(value))) {
    return { metadata: into(soFar['metadata'], { fieldId: value }) };
  }
  if (name === 'locationName') {
    return { metadata: into(soFar['metadata'], { locationName: value }) };
  }
  if (/^(current)?(lat|latitude)$/i.test(name)) {
    return { position: into(soFar['position'], { latitude: value }) };
  }
  if (/^(current)?(lon|longitude)$/i.test(name)) {
    return { position: into(soFar['position'], { longitude: value }) };
  }
  if (given === 'purchase_date' && typeof value === 'string') return { [ours]: value.slice(0, 10) };
  if (given === 'purchase_price' && typeof value === 'number') return { [ours]: String(value) };
  return { [ours]: isFields(value) && isFields(soFar[ours]) ? into(soFar[ours], value) : value };
}

/** What a client said, without its own tenant: that follows from who asks, and another is refused. */
export function withoutOwnTenant(given: unknown, tenantId: string): unknown {
  if (!isFields(given) || given['tenant_id'] !== tenantId) return given;
  const { tenant_id: _, ...rest } = given;
  return rest;
}

/** A body in the names of any system, in ours. What is not known stays, to be refused by name. */
export function inOurWords(body: unknown): unknown {
  if (!isFields(body)) return body;
  const isWhole = 'name' in body || 'equipment_code' in body;
  const ours = Object.entries(body).reduce<Fields>((soFar, [given, value]) => {
    // What a whole says it measured once is no reading: it is kept as it was said.
    const isSaid = isWhole && MEASURED.includes(given);
    const fields = isSaid
      ? { metadata: into(soFar['metadata'], { [camelCase(given)]: value }) }
      : translated(given, value, soFar);
    return { ...soFar, ...fields };
  }, {});
  const isNewOnline = 'equipment_code' in body && ours['status'] === undefined;
  return isNewOnline ? { ...ours, status: 'ONLINE' } : ours;
}

/** A query string in the names of any system, in ours. */
export function queryInOurWords(query: unknown): unknown {
  if (!isFields(query)) return query;
  return Object.fromEntries(
    Object.entries(query).map(([given, value]) => {
      const name = camelCase(given);
      return [OURS[name] ?? name, value];
    }),
  );
}

/** In whose words a request is to be answered: as it prefers, or as it speaks itself. */
export function vocabularyOf(prefer: string | undefined, ...asked: readonly unknown[]): Vocabulary {
  const preferred = /(?:^|[,;\s])status=(online|fleet|machine)\b/.exec(prefer ?? '')?.[1];
  if (preferred) return preferred as Vocabulary;
  const given = asked.filter(isFields);
  const status = given.map((each) => each['status']).find((word) => word !== undefined);
  if ((FLEET_STATUSES as readonly unknown[]).includes(status)) return 'fleet';
  if ((MACHINE_STATUSES as readonly unknown[]).includes(status)) return 'machine';
  return given.some((each) => ONLY_IN_FLEETS.some((name) => name in each)) ? 'fleet' : 'online';
}

/** What equipment is called by other systems, beside our own names. */
export interface SourceNames {
  displayName: string;
  tenant_id: string;
  status?: OnlineStatus | FleetStatus | MachineStatus;
  equipment_id: string;
  equipment_code: string;
  equipment_name: string;
  equipment_type: string;
}

const SAME_IN_SNAKE_CASE = [
  'locationId',
  'assetNumber',
  'serialNumber',
  'purchasePrice',
  'lastMaintenanceAt',
  'nextMaintenanceAt',
  'nextMaintenanceHours',
  'createdAt',
  'updatedAt',
  'createdBy',
] as const;

// What a client keeps in free JSON under such a name may be anything.
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** Fields that other systems tell of even when there is nothing to tell. */
const NOTHING = { description: null, manufacturer: null, model: null, location_id: null } as const;

/** Equipment with the names that other systems have for its fields. */
export function withSourceNames(
  view: EquipmentView,
  vocabulary: Vocabulary,
  displayName: string,
  tenantId: string,
): SourceNames & object {
  const status = view[`${vocabulary}Status`];
  const { metadata = {}, specifications = {} } = view;
  const optional = {
    name_ar: view.names?.['ar'],
    brand: view.manufacturer,
    purchase_date: view.purchasedOn,
    field_id: textOf(metadata['fieldId']) ?? view.locationId,
    location_name: textOf(metadata['locationName']),
    horsepower: numberOf(specifications['horsepower']),
    fuel_capacity_liters: numberOf(specifications['fuelCapacityLiters']),
    current_fuel_percent: numberOf(metadata['currentFuelPercent']),
    current_hours: numberOf(metadata['currentHours']),
    current_lat: view.position?.latitude,
    current_lon: view.position?.longitude,
    qr_code: view.externalIds?.['qr'],
    ...Object.fromEntries(SAME_IN_SNAKE_CASE.map((name) => [snakeCase(name), view[name]])),
  };
  const told = Object.entries(optional).filter(([, value]) => value !== undefined);
  return Object.assign({}, NOTHING, view, {
    displayName,
    tenant_id: tenantId,
    ...(status && { status }),
    equipment_id: view.id,
    equipment_code: view.code,
    equipment_name: displayName,
    equipment_type: view.classWord ?? view.class,
    ...Object.fromEntries(told.filter(([name]) => !(name in view))),
  });
}
