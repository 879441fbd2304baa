import { ROLES, type Role } from '@libs/contracts';
import { ApiClient, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { startEveryAgent } from '../pipeline/every-agent.js';
import { PASSWORD, TENANT } from '../pipeline/start-gateway.js';

/** A plant with every agent and two tenants; in the first, somebody of each role. */
export interface TwoTenants {
  readonly plant: TestPlant;
  readonly admin: ApiClient;
  readonly foreigner: ApiClient;
  /** A new client of somebody with this role. */
  as(role: Role): Promise<ApiClient>;
}

const passwordOf = (role: Role): string => `the password of ${role}`;

export async function startTwoTenants(): Promise<TwoTenants> {
  const plant = await TestPlant.start(schemas);
  const admin = await startEveryAgent(plant);
  for (const role of ROLES) {
    const body = { username: `a-${role}`, password: passwordOf(role), roles: [role] };
    expect((await admin.post('/api/v1/users', { body })).status).toBe(201);
  }
  const anybody = new ApiClient(admin.url);
  return {
    plant,
    admin,
    foreigner: await addTenant(plant, anybody),
    as: (role) => anybody.login(`a-${role}`, passwordOf(role)),
  };
}

/** A tenant whose administrator has the first one's password. */
async function addTenant(plant: TestPlant, anybody: ApiClient): Promise<ApiClient> {
  const tenantId = uuidv7();
  const { admin } = plant.database;
  await admin.query(
    `INSERT INTO gateway.tenant (tenant_id, code, name) VALUES ($1, 'other', 'Another plant')`,
    [tenantId],
  );
  await admin.query(
    `INSERT INTO gateway.user_account (tenant_id, id, username, password_hash, roles)
     SELECT $1, gen_random_uuid(), username, password_hash, roles FROM gateway.user_account
     WHERE tenant_id = $2 AND username = 'admin'`,
    [tenantId, TENANT],
  );
  const body = { username: 'admin', password: PASSWORD, tenant: 'other' };
  const answer = await anybody.post<{ data: { accessToken: string } }>('/api/v1/auth/login', {
    body,
  });
  return new ApiClient(anybody.url, answer.body.data.accessToken);
}

interface Made {
  readonly data: { readonly id: string };
}

/** Fills the first tenant, so that there is something of every kind to be found. */
export async function fillPlant({ admin }: TwoTenants): Promise<void> {
  const post = async (path: string, body: object): Promise<string> => {
    const answer = await admin.post<Made>(path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return (answer.body.data as Made['data'] | undefined)?.id ?? '';
  };
  const equipmentId = await post('/api/v1/equipment', {
    code: 'P-101',
    name: 'Feed water pump',
    class: 'pump',
    criticality: 'A',
  });
  const sensorId = await post(`/api/v1/equipment/${equipmentId}/sensors`, {
    code: 'P-101.vibration',
    key: 'vibration',
    unit: 'mm/s',
  });
  await post(`/api/v1/sensors/${sensorId}/limits`, {
    kind: 'high',
    threshold: 10,
    severity: 'critical',
  });
  await post('/api/v1/contacts', {
    name: 'Tess',
    channel: 'in_app',
    topics: ['alarm_raised', 'work_order_created'],
  });
  await post('/api/v1/roles', { name: 'night_shift', permissions: ['alarms.read'] });
  await post('/api/v1/api-keys', { name: 'historian', scopes: ['readings.read'] });
  await admin.post('/api/v1/readings', {
    body: { readings: [{ sensor: 'P-101.vibration', value: 99, at: new Date().toISOString() }] },
  });
  await eventually('a work order made from the alarm', async () => {
    const { body } = await admin.get<{ data: unknown[] }>('/api/v1/work-orders');
    return body.data.length > 0;
  });
}
