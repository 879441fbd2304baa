import { unexpected, type ApiClient } from './api-client.js';

const path = '/api/v1/maintenance-plans';

/** Puts a plan in force for equipment that has none yet. */
export async function registerPlan(
  api: ApiClient,
  equipmentId: string,
  definition: Readonly<Record<string, unknown>>,
): Promise<void> {
  const known = await api.get(`${path}?equipmentId=${equipmentId}`);
  if (known.status !== 200 || !Array.isArray(known.data)) {
    throw unexpected('GET', path, known.status, known.data);
  }
  if (known.data.length > 0) return;
  const body = { definition: { ...definition, equipmentIds: [equipmentId] } };
  const drafted = await api.post(path, body);
  const id = (drafted.data as { id?: unknown } | undefined)?.id;
  if (drafted.status !== 201 || typeof id !== 'string') {
    throw unexpected('POST', path, drafted.status, drafted.data);
  }
  const { status, data } = await api.post(`${path}/${id}/activate`, {});
  if (status !== 200) throw unexpected('POST', `${path}/${id}/activate`, status, data);
}
