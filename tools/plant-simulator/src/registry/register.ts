import { unexpected, type ApiAnswer, type ApiClient } from './api-client.js';

export interface EquipmentDraft {
  readonly code: string;
  readonly name: string;
  readonly class: string;
  readonly criticality: string;
  readonly manufacturer?: string;
  readonly model?: string;
  readonly serialNumber?: string;
  readonly installedAt?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly status?: string;
  readonly specifications?: Readonly<Record<string, unknown>>;
  readonly externalIds?: Readonly<Record<string, string>>;
  readonly position?: { readonly latitude: number; readonly longitude: number };
  readonly lastMaintenanceAt?: string;
  readonly nextMaintenanceAt?: string;
  readonly nextMaintenanceHours?: number;
  readonly declaredEfficiency?: number;
}

export interface SensorDraft {
  readonly code: string;
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: 'gauge';
  readonly rangeMin?: number;
  readonly rangeMax?: number;
  readonly expectedPeriodMs: number;
}

export interface LimitDraft {
  readonly kind: 'high' | 'low';
  readonly threshold: number;
  readonly deadband: number;
  readonly onDelayMs: number;
  readonly offDelayMs: number;
  readonly severity: string;
}

export interface ContactDraft {
  readonly name: string;
  readonly channel: 'in_app' | 'webhook';
  readonly topics: readonly string[];
  readonly webhookUrl?: string;
}

type Row = Readonly<Record<string, unknown>>;

/** Registers equipment, or finds what carries its code already. */
export async function registerEquipment(api: ApiClient, draft: EquipmentDraft): Promise<string> {
  const path = '/api/v1/equipment';
  const answer = await api.post(path, draft);
  if (answer.status !== 409) return createdId(path, answer);
  return findId(api, `${path}?code=${encodeURIComponent(draft.code)}`, draft.code);
}

/** Registers a sensor of equipment, or finds the one that carries its code already. */
export async function registerSensor(
  api: ApiClient,
  equipmentId: string,
  draft: SensorDraft,
): Promise<string> {
  const path = `/api/v1/equipment/${equipmentId}/sensors`;
  const answer = await api.post(path, draft);
  if (answer.status !== 409) return createdId(path, answer);
  return findId(api, path, draft.code);
}

/** Gives a sensor those of the limits that it lacks; one is known by its kind and threshold. */
export async function registerLimits(
  api: ApiClient,
  sensorId: string,
  limits: readonly LimitDraft[],
): Promise<void> {
  if (limits.length === 0) return;
  const path = `/api/v1/sensors/${sensorId}/limits`;
  const known = await list(api, path);
  for (const limit of limits) {
    if (known.some((row) => row['kind'] === limit.kind && row['threshold'] === limit.threshold))
      continue;
    const answer = await api.post(path, limit);
    if (answer.status !== 409) createdId(path, answer);
  }
}

/** The rows of a list, whether the envelope holds them bare or as a page. */
export async function list(api: ApiClient, path: string): Promise<readonly Row[]> {
  const { status, data } = await api.get(path);
  const rows = Array.isArray(data) ? data : (data as { items?: unknown } | undefined)?.items;
  if (status !== 200 || !Array.isArray(rows)) throw unexpected('GET', path, status, data);
  return rows as Row[];
}

async function findId(api: ApiClient, path: string, code: string): Promise<string> {
  const found = (await list(api, path)).find((row) => row['code'] === code);
  if (typeof found?.['id'] === 'string') return found['id'];
  throw unexpected('GET', path, 200, `nothing with code ${code}, though it is taken`);
}

function createdId(path: string, { status, data }: ApiAnswer): string {
  const id = (data as Row | undefined)?.['id'];
  if (status >= 200 && status < 300 && typeof id === 'string') return id;
  throw unexpected('POST', path, status, data);
}

/** Adds a contact, unless one of its name is there. */
export async function registerContact(api: ApiClient, draft: ContactDraft): Promise<void> {
  const path = '/api/v1/contacts';
  const known = await list(api, `${path}?page_size=100`);
  if (!known.some((row) => row['name'] === draft.name))
    createdId(path, await api.post(path, draft));
}
