import type { DocumentView, WorkRequestView } from '@libs/contracts';
import { eventually, type ApiAnswer, type ApiClient } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';
import { startTwoTenants, type TwoTenants } from '../security/two-tenants.js';

interface Answer<T = DocumentView> {
  readonly data: T;
  readonly errors?: readonly { readonly field: string }[];
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const picture = (text: string): Buffer => Buffer.concat([PNG, Buffer.from(text)]);

function formOf(content: Buffer, name: string, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new Blob([new Uint8Array(content)]), name);
  return form;
}

const photo = (text: string): FormData => formOf(picture(text), 'IMG_1.png');

describe('photos over REST', () => {
  let two: TwoTenants;
  let admin: ApiClient;
  let operator: ApiClient;
  let technician: ApiClient;
  let planner: ApiClient;
  let viewer: ApiClient;
  let equipmentId: string;
  let equipment: string;

  const idOf = async (sent: Promise<ApiAnswer<Answer<{ id: string }>>>): Promise<string> => {
    const { status, body } = await sent;
    expect(status).toBe(201);
    return body.data.id;
  };

  beforeAll(async () => {
    two = await startTwoTenants();
    ({ admin } = two);
    [operator, technician, planner, viewer] = [
      await two.as('operator'),
      await two.as('technician'),
      await two.as('planner'),
      await two.as('viewer'),
    ];
    const pump = { code: 'P-1', name: 'Feed pump', class: 'centrifugal_pump', criticality: 'A' };
    equipmentId = await idOf(admin.post('/api/v1/equipment', { body: pump }));
    equipment = `/api/v1/equipment/${equipmentId}`;
  }, 120_000);

  afterAll(() => two.plant.stop());

  const send = (client: ApiClient, path: string, body: FormData): Promise<ApiAnswer<Answer>> =>
    client.post<Answer>(path, { body });
  const listed = async (path: string): Promise<DocumentView[]> =>
    (await viewer.get<Answer<DocumentView[]>>(path)).body.data;

  it('REG-19: a technician adds photos to equipment, and nothing else', async () => {
    const taken = await send(technician, `${equipment}/photos`, photo('seal'));
    expect(taken).toMatchObject({
      status: 201,
      body: { data: { equipmentId, kind: 'photo', title: 'IMG_1.png', mediaType: 'image/png' } },
    });
    expect(await listed(`${equipment}/documents?kind=photo`)).toEqual([taken.body.data]);
    for (const client of [viewer, operator]) {
      expect((await send(client, `${equipment}/photos`, photo('x'))).status).toBe(403);
    }
    const manual = formOf(Buffer.from('%PDF-1.7\nx'), 'a.pdf', { kind: 'manual' });
    expect((await send(technician, `${equipment}/documents`, manual)).status).toBe(403);
    const disguised = formOf(picture('x'), 'a.png', { kind: 'manual' });
    const noPhoto = formOf(Buffer.from('%PDF-1.7\nx'), 'a.pdf');
    for (const form of [disguised, noPhoto]) {
      expect(await send(technician, `${equipment}/photos`, form)).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'kind' }] },
      });
    }
    const noForm = await technician.post(`${equipment}/photos`, { body: { title: 'x' } });
    expect(noForm.status).toBe(415);
    expect(await listed(`${equipment}/documents`)).toHaveLength(1);
  });

  const makeRequest = (): Promise<string> => {
    const body = { equipmentId, title: 'It drips' };
    return idOf(operator.post('/api/v1/work-requests', { body }));
  };
  const makeOrder = (): Promise<string> =>
    eventually('maintenance to know the equipment', async () => {
      const order = { equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a guard' };
      const made = await planner.post<Answer>('/api/v1/work-orders', { body: order });
      return made.status === 201 && made.body.data.id;
    });
  const makeInspection = async (): Promise<string> => {
    const items = [{ key: 'guard', text: 'The guard is in place', type: 'pass_fail' }];
    const template = { code: `T-${uuidv7().slice(-8).toUpperCase()}`, name: 'Look', items };
    const templateId = await idOf(admin.post('/api/v1/inspection-templates', { body: template }));
    return idOf(admin.post('/api/v1/inspections', { body: { templateId, equipmentId } }));
  };

  const THINGS: [string, string, () => Promise<string>, () => ApiClient, () => ApiClient][] = [
    ['WOM-08', 'work-requests', makeRequest, () => operator, () => technician],
    ['WOM-01', 'work-orders', makeOrder, () => technician, () => planner],
    ['INS-01', 'inspections', makeInspection, () => operator, () => technician],
  ];

  it.each(THINGS)('%s: %s have photos that who works with them adds', async (_, name, make, by) => {
    const path = `/api/v1/${name}/${await make()}/documents`;
    const other = `/api/v1/${name}/${await make()}/documents`;
    const added = await send(by(), path, photo(name));
    expect(added).toMatchObject({ status: 201, body: { data: { equipmentId, kind: 'photo' } } });
    const { id } = added.body.data;
    // The same picture of something else is a document of its own.
    const same = await send(by(), other, photo(name));
    expect(same.body.data.id).not.toBe(id);
    expect((await send(by(), path, photo(name))).body.data.id).toBe(id);
    expect(await listed(path)).toEqual([added.body.data]);
    const report = formOf(Buffer.from('%PDF-1.7\nx'), 'report.pdf', { kind: 'certificate' });
    expect((await send(by(), path, report)).status).toBe(201);
    expect((await listed(`${path}?kind=certificate`)).map(({ title }) => title)).toEqual([
      'report.pdf',
    ]);
    const { status, headers, body } = await viewer.get<string>(`${path}/${id}/content`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(body).toContain(name);
    expect((await viewer.get(`${other}/${id}/content`)).status).toBe(404);
    expect((await send(viewer, path, photo('x'))).status).toBe(403);
    const { foreigner } = two;
    expect((await send(foreigner, path, photo('x'))).status).toBe(404);
    for (const each of [path, `${path}/${id}/content`]) {
      expect((await foreigner.get(each)).status).toBe(404);
    }
    expect((await foreigner.send('DELETE', `${path}/${id}`, {})).status).toBe(404);
  });

  it('INS-01 WOM-08: photos that nobody sent prove nothing', async () => {
    const nobodys = uuidv7();
    const refused = (field: string) => ({ status: 422, body: { errors: [{ field }] } });
    const inspection = `/api/v1/inspections/${await makeInspection()}`;
    const found = { key: 'guard', outcome: 'pass', photoIds: [nobodys] };
    const submit = (items: object[]) =>
      operator.post(`${inspection}/submit`, { body: { submissionId: uuidv7(), items } });
    expect(await submit([found])).toMatchObject(refused('items.0.photoIds'));
    const report = { equipmentId, title: 'It drips', documentIds: [nobodys] };
    expect(await operator.post('/api/v1/work-requests', { body: report })).toMatchObject(
      refused('documentIds'),
    );
    const tasks = `/api/v1/work-orders/${await makeOrder()}/tasks`;
    const asked = { text: 'Show the guard', resultKind: 'photo' };
    const task = await idOf(planner.post(tasks, { body: asked }));
    const record = (documentId: string) =>
      technician.post(`${tasks}/${task}/result`, { body: { documentId } });
    expect(await record(nobodys)).toMatchObject(refused('documentId'));
    const sent = await send(operator, `${inspection}/documents`, photo('guard'));
    expect((await submit([{ ...found, photoIds: [sent.body.data.id] }])).status).toBe(200);
  });

  it.each(THINGS)('%s: %s lose photos to who added them', async (_, name, make, by, else_) => {
    const path = `/api/v1/${name}/${await make()}/documents`;
    const mine = (await send(by(), path, photo('mine'))).body.data.id;
    const theirs = (await send(else_(), path, photo('theirs'))).body.data.id;
    const remove = async (client: ApiClient, id: string): Promise<number> =>
      (await client.send('DELETE', `${path}/${id}`, {})).status;
    expect(await remove(viewer, mine)).toBe(403);
    expect(await remove(by(), theirs)).toBe(403);
    expect(await remove(by(), mine)).toBe(204);
    expect(await remove(by(), mine)).toBe(404);
    expect((await listed(path)).map(({ id }) => id)).toEqual([theirs]);
    expect(await remove(planner, theirs)).toBe(204);
    expect(await listed(path)).toEqual([]);
  });

  it('WOM-08 REG-16: a phone reports a fault with a photo by the tag that it scanned', async () => {
    const tag = await admin.post<Answer<{ token: string }>>(`${equipment}/tag`, { body: {} });
    const path = `/api/v1/equipment/qr/${tag.body.data.token}/work-requests`;
    const before = await listed(`${equipment}/documents`);
    const key = { 'idempotency-key': uuidv7() };
    const report = (fields: Record<string, string>) =>
      operator.post<Answer<WorkRequestView>>(path, {
        body: formOf(picture('drip'), 'IMG_7.png', fields),
        headers: key,
      });
    const told = { title: 'It drips at the seal', severity: 'high' };
    const sent = await report(told);
    expect(sent).toMatchObject({ status: 201, body: { data: { equipmentId, ...told } } });
    // A phone that heard no answer sends it again.
    const again = await report(told);
    expect(again.body.data.id).toBe(sent.body.data.id);
    const photos = await listed(`/api/v1/work-requests/${sent.body.data.id}/documents`);
    expect(photos).toMatchObject([{ kind: 'photo', title: 'IMG_7.png', mediaType: 'image/png' }]);
    const wrong = formOf(picture('x'), 'a.png', { severity: 'dreadful', title: 'x' });
    expect(await operator.post(path, { body: wrong })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'severity' }] },
    });
    expect((await operator.post(path, { body: { title: 'Without a photo' } })).status).toBe(201);
    expect((await send(viewer, path, photo('x'))).status).toBe(403);
    expect(await listed(`${equipment}/documents`)).toHaveLength(before.length + 1);

    const reported = `/api/v1/work-requests/${sent.body.data.id}`;
    expect((await planner.post(`${reported}/approve`, { body: {} })).status).toBe(200);
    const body = { kind: 'corrective_deferred' };
    const made = await planner.post<Answer<WorkRequestView>>(`${reported}/convert`, { body });
    const order = `/api/v1/work-orders/${made.body.data.workOrderId ?? ''}/documents`;
    const done = (await send(technician, order, photo('mended'))).body.data;
    expect(await listed(order)).toEqual([done, ...photos]);
    expect((await viewer.get(`${order}/${photos[0]?.id ?? ''}/content`)).status).toBe(200);
    const removed = await planner.send('DELETE', `${order}/${photos[0]?.id ?? ''}`, {});
    expect(removed.status).toBe(404);
  });
});
