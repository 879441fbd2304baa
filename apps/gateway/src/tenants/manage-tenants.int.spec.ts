import type { INestApplication } from '@nestjs/common';
import { ApiClient, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { gateway, GatewayModule } from '../gateway.module.js';
import { manageTenants } from './manage-tenants.js';

const PASSWORD = 'correct horse battery';

describe('managing tenants from the command line', () => {
  let plant: TestPlant;
  let anybody: ApiClient;
  let here: ApiClient;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    const http = gateway.http;
    if (!http) throw new Error('The gateway has no HTTP interface.');
    const environment = {
      GATEWAY_PORT: '0',
      JWT_SECRET: 'a secret that only this test knows, and nobody else',
      ADMIN_PASSWORD: PASSWORD,
    };
    const running = await plant.startAgent('gateway', GatewayModule, { http, environment });
    anybody = new ApiClient(await (running.app as INestApplication).getUrl());
    here = await anybody.login('admin', PASSWORD);
  });

  afterAll(() => plant.stop());

  const logInAt = async (tenant: string, password: string): Promise<ApiClient> => {
    const body = { tenant, username: 'admin', password };
    const answer = await anybody.post<{ data: { accessToken: string } }>('/api/v1/auth/login', {
      body,
    });
    expect(answer.status).toBe(200);
    return new ApiClient(anybody.url, answer.body.data.accessToken);
  };

  it('adds one whose first administrator sees nothing of the others', async () => {
    const told = (await manageTenants(['add', 'north', 'North plant'])) ?? '';
    const password = /with password (\S+) /.exec(told)?.[1] ?? '';
    const there = await logInAt('north', password);
    const users = (await there.get('/api/v1/users')).body as { data: { id: string }[] };
    expect(users.data).toHaveLength(1);
    const foreign = users.data[0]?.id ?? '';
    const get = (path: string): Promise<ApiAnswer> => here.get(path);
    expect((await get(`/api/v1/users/${foreign}`)).status).toBe(404);
    expect((await get(`/api/v1/users/${foreign}/sessions`)).status).toBe(404);
    const change = { body: { enabled: false } };
    expect((await here.send('PATCH', `/api/v1/users/${foreign}`, change)).status).toBe(404);
    expect((await here.send('DELETE', `/api/v1/users/${foreign}`, {})).status).toBe(404);
    expect((await there.get('/api/v1/auth/me')).status).toBe(200);
    const events = await plant.database.admin.query<{ type: string }[]>(
      `SELECT o.body::jsonb ->> 'type' AS type FROM gateway.outbox o
       JOIN gateway.tenant t USING (tenant_id) WHERE t.code = 'north' ORDER BY o.id`,
    );
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual([
      'gateway.tenant.added.v1',
      'gateway.user.added.v1',
    ]);
  });

  it('lists them, and refuses what it cannot do', async () => {
    await manageTenants(['add', 'south', 'South plant']);
    expect(await manageTenants(['list'])).toMatch(
      /^default\t.*\n(.*\n)*south\t\S+\tSouth plant\n$/,
    );
    await expect(manageTenants(['add', 'south', 'Again'])).rejects.toThrow('south already');
    await expect(manageTenants(['add', 'No Code', 'x'])).rejects.toThrow('small letters');
    expect(await manageTenants(['add', 'east'])).toBeUndefined();
    expect(await manageTenants([])).toBeUndefined();
  });
});
