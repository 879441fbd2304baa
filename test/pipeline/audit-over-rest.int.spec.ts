import type { AuditEntryView, AuditHeadView, SignedAuditHeadView } from '@libs/contracts';
import type { ApiClient } from '@libs/testing';
import { eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { AuditModule } from '../../apps/audit/src/audit.module.js';
import { startGateway } from './start-gateway.js';

interface Many<T> {
  readonly data: readonly T[];
  readonly pagination: { readonly total_count: number };
}

describe('the audit trail over REST', () => {
  let plant: TestPlant;
  let admin: ApiClient;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('audit', AuditModule);
    admin = await startGateway(plant);
  });

  afterAll(() => plant.stop());

  const get = <T>(path: string): Promise<ApiAnswer<T>> => admin.get<T>(`/api/v1/audit${path}`);

  it('AUD-03: tells who registered a machine, and in which request', async () => {
    const made = await admin.post<{ data: { id: string } }>('/api/v1/equipment', {
      body: { code: 'P-1', name: 'Feed water pump', class: 'pump' },
    });
    const { id } = made.body.data;
    const entry = await eventually('the entry', async () => {
      const { body } = await get<Many<AuditEntryView>>(`?entity_kind=equipment&entity_id=${id}`);
      return body.data[0];
    });
    expect(entry).toMatchObject({
      action: 'assets.equipment.registered.v1',
      actor: expect.stringMatching(/^user:/),
      equipmentId: id,
      before: null,
      after: { code: 'P-1', name: 'Feed water pump' },
      correlationId: made.headers.get('x-correlation-id'),
    });
    for (const path of [`/${entry.seq}`, `/${entry.eventId}`]) {
      expect(await get(path)).toMatchObject({ status: 200, body: { data: entry } });
    }
    const { body } = await get<Many<AuditEntryView>>('?order=oldest&page_size=1&cursor=1');
    expect(body.data.map(({ seq }) => seq)).toEqual([2]);
  });

  it('holds what people did to users and sessions', async () => {
    const { body } = await get<Many<AuditEntryView>>('?action=gateway.session.opened');
    expect(body.pagination.total_count).toBeGreaterThan(0);
  });

  it('shows where the chain ends, what was signed of it, and the key', async () => {
    const signed = await eventually('the signed head', async () => {
      const { body } = await get<Many<SignedAuditHeadView>>('/exports');
      return body.data[0];
    });
    const head = (await get<{ data: AuditHeadView }>('/head')).body.data;
    expect(head.seq).toBeGreaterThanOrEqual(signed.seq);
    const key = await get('/key');
    expect(key.body).toMatchObject({ data: { keyId: signed.keyId, jwk: { crv: 'Ed25519' } } });
    expect(JSON.stringify(key.body)).not.toContain('"d"');
  });

  it('knows no entries but its own, and refuses what is no entry', async () => {
    expect((await get(`/${uuidv7()}`)).status).toBe(404);
    expect((await get('/999999')).status).toBe(404);
    expect((await get('/nonsense')).status).toBe(422);
    expect((await get('?nonsense=1')).status).toBe(422);
  });
});
