import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request as overHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { BeginUpload, GetDocument, RemoveDocument } from '@libs/contracts';
import { ApiClient, ask, eventually } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';
import { startRegistry, type RegistryPlant } from './registry-plant.js';

interface Document {
  id: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}

interface Answer {
  status: number;
  headers: Headers;
  body: { data: Document & Document[]; detail: string; errors?: { field: string }[] };
}

const MB = 1024 * 1024;
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const picture = (size = 1_000): Buffer => Buffer.concat([PNG, Buffer.alloc(size - PNG.length, 7)]);
const pdf = (text: string | number): Buffer =>
  typeof text === 'string'
    ? Buffer.from(`%PDF-1.7\n${text}`)
    : Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(text - 9, 'x')]);
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** A scanner that finds what says that it is bad, and speaks as clamd does. */
async function startScanner(): Promise<Server> {
  const server = createServer((socket) => {
    const heard: Buffer[] = [];
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      heard.push(part);
      if (!part.subarray(-4).equals(Buffer.alloc(4))) return;
      const isBad = Buffer.concat(heard).includes('certainly bad');
      socket.end(isBad ? 'stream: Test.Bad FOUND\0' : 'stream: OK\0');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('documents over REST', () => {
  let registry: RegistryPlant;
  let scanner: Server;
  let count = 0;

  beforeAll(async () => {
    scanner = await startScanner();
    registry = await startRegistry({
      DOCUMENTS_MAX_PHOTO_MB: '1',
      DOCUMENTS_MAX_MB: '2',
      DOCUMENTS_RETENTION_DAYS: '0',
      REQUEST_TIMEOUT_SECONDS: '2',
      DOCUMENTS_SCANNER: `127.0.0.1:${(scanner.address() as AddressInfo).port}`,
    });
  });

  afterAll(async () => {
    await registry.plant.stop();
    if (scanner.listening) scanner.close();
  });

  const pump = async (): Promise<string> => {
    count += 1;
    const body = { code: `P-${count}`, name: `Pump ${count}`, class: 'pump' };
    const { body: answer } = await registry.admin.post<{ data: { id: string } }>(
      '/api/v1/equipment',
      { body },
    );
    return answer.data.id;
  };

  const send = async (
    path: string,
    body: FormData | string | undefined,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${registry.admin.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${registry.admin.token ?? ''}`, ...headers },
      ...(body !== undefined && { body }),
    });
    const answer = (await response.json()) as Answer['body'];
    return { status: response.status, headers: response.headers, body: answer };
  };

  const formOf = (
    content: Buffer,
    name: string,
    fields: Record<string, string> = {},
    type = '',
  ): FormData => {
    const form = new FormData();
    for (const [key, value] of Object.entries({ kind: 'other', ...fields })) form.set(key, value);
    form.set('file', new Blob([new Uint8Array(content)], { type }), name);
    return form;
  };

  const pathOf = (id: string): string => `/api/v1/equipment/${id}/documents`;

  const upload = (
    id: string,
    content: Buffer,
    name: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> => send(pathOf(id), formOf(content, name, fields), headers);

  const read = async (
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<{ status: number; headers: Headers; bytes: Buffer }> => {
    const response = await fetch(`${registry.admin.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${registry.admin.token ?? ''}`, ...headers },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  };

  const listed = async (id: string, query = ''): Promise<Document[]> =>
    (await registry.admin.get<{ data: Document[] }>(`${pathOf(id)}${query}`)).body.data;

  /** Every file in the store, whole or not. */
  const stored = async (): Promise<string[]> => {
    const directory = join(registry.plant.directory, 'files');
    const all = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
    return all.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  };

  it('REG-18 REG-19: stores what is sent, and tells and sends it back as it was', async () => {
    const id = await pump();
    const content = pdf('نص ثنائي');
    const titles = JSON.stringify({ ar: 'مخطط الأنابيب' });
    const made = await upload(id, content, 'مخطط 7.pdf', {
      ...{ kind: 'diagram', title: 'P&ID 7', titles, language: 'ar' },
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        data: {
          ...{ equipmentId: id, kind: 'diagram', title: 'P&ID 7', language: 'ar' },
          ...{ titles: { ar: 'مخطط الأنابيب' }, fileName: 'مخطط 7.pdf' },
          ...{ mediaType: 'application/pdf', sizeBytes: content.length, sha256: hashOf(content) },
        },
      },
    });
    const photo = await upload(id, picture(), 'IMG_1.PNG', { kind: 'photo' });
    expect(photo.body.data).toMatchObject({ title: 'IMG_1.PNG', mediaType: 'image/png' });
    expect(await listed(id)).toEqual([photo.body.data, made.body.data]);
    expect(await listed(id, '?kind=photo')).toEqual([photo.body.data]);
    const path = `${pathOf(id)}/${made.body.data.id}`;
    expect((await registry.admin.get(path)).body).toMatchObject({ data: made.body.data });
    const sent = await read(`${path}/content`);
    expect(sent.bytes.equals(content)).toBe(true);
    expect(Object.fromEntries(sent.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="____ 7.pdf"; filename*=UTF-8''${encodeURIComponent('مخطط 7.pdf')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      etag: `"${hashOf(content)}"`,
    });
  });

  it('REG-18: sends ranges, and nothing to who has it already', async () => {
    const id = await pump();
    const content = pdf('0123456789');
    const { body } = await upload(id, content, 'a.pdf');
    const path = `${pathOf(id)}/${body.data.id}/content`;
    const etag = `"${hashOf(content)}"`;
    const size = content.length;
    const part = await read(path, { range: 'bytes=9-12' });
    expect([part.status, part.bytes.toString()]).toEqual([206, '0123']);
    expect(part.headers.get('content-range')).toBe(`bytes 9-12/${size}`);
    const end = await read(path, { range: 'bytes=-4', 'if-range': etag });
    expect([end.status, end.bytes.toString()]).toEqual([206, '6789']);
    const other = await read(path, { range: 'bytes=0-1', 'if-range': '"another"' });
    expect([other.status, other.bytes.length]).toEqual([200, size]);
    const beyond = await read(path, { range: `bytes=${size}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
    expect((await read(path, { 'if-none-match': etag })).status).toBe(304);
    const head = await read(path, {}, 'HEAD');
    expect([head.status, head.headers.get('etag'), head.bytes.length]).toEqual([200, etag, 0]);
  });

  it('REG-18: takes files up to their limits, and leaves nothing of one beyond', async () => {
    const id = await pump();
    const before = await stored();
    for (const [name, content] of [
      ['a.pdf', pdf(2 * MB - 1)],
      ['b.pdf', pdf(2 * MB)],
      ['c.png', picture(MB)],
    ] as const) {
      expect([name, (await upload(id, content, name)).status]).toEqual([name, 201]);
    }
    const taken = await stored();
    expect(taken).toHaveLength(before.length + 3);
    for (const [name, content] of [
      ['d.pdf', pdf(2 * MB + 1)],
      ['e.png', picture(MB + 1)],
      ['f.pdf', pdf(9 * MB)],
    ] as const) {
      const refused = await upload(id, content, name);
      expect(refused).toMatchObject({ status: 413, body: { errors: [{ field: 'file' }] } });
    }
    expect(await stored()).toEqual(taken);
    expect(await listed(id)).toHaveLength(3);
  });

  it.each<[string, string, Buffer, string, Record<string, string>]>([
    ['file', 'x.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), '', {}],
    ['file', 'x.html', Buffer.from('<!doctype html><script>1</script>'), '', {}],
    ['file', 'x.pdf', picture(), '', {}],
    ['file', 'x.png', picture(), 'image/jpeg', {}],
    ['file', 'x.exe', Buffer.from('4d5a900003', 'hex'), '', {}],
    ['file', 'x.zip', Buffer.from('504b03040a0000000000', 'hex'), '', {}],
    ['file', 'x.pdf', Buffer.alloc(0), '', {}],
    ['kind', 'x.pdf', pdf('x'), '', { kind: 'poem' }],
    ['kind', 'x.pdf', pdf('x'), '', { kind: 'photo' }],
    ['language', 'x.pdf', pdf('x'), '', { language: 'Arabic' }],
    ['titles', 'x.pdf', pdf('x'), '', { titles: '{' }],
    ['title', 'x.pdf', pdf('x'), '', { title: 'x'.repeat(201) }],
    ['title', 'x.pdf', pdf('x'), '', { title: 'x'.repeat(9_000) }],
    ['colour', 'x.pdf', pdf('x'), '', { colour: 'red' }],
  ])('REG-18 SEC-08: refuses what is wrong by naming %s (%s)', async (field, name, ...rest) => {
    const [content, type, fields] = rest;
    const id = await pump();
    const refused = await send(pathOf(id), formOf(content, name, fields, type));
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect(await listed(id)).toEqual([]);
  });

  it('REG-18: refuses forms that are none, and forms where none is taken', async () => {
    const id = await pump();
    const nothing = new FormData();
    nothing.set('kind', 'other');
    expect(await send(pathOf(id), nothing)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'file' }] },
    });
    const twice = formOf(pdf('1'), 'a.pdf');
    twice.append('file', new Blob([new Uint8Array(pdf('2'))]), 'b.pdf');
    expect((await send(pathOf(id), twice)).status).toBe(413);
    const many = formOf(pdf('1'), 'a.pdf');
    for (let field = 0; field < 30; field += 1) many.set(`f${field}`, 'x');
    expect((await send(pathOf(id), many)).status).toBe(413);
    const broken = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await send(pathOf(id), '--x\r\nnonsense', broken)).status).toBe(400);
    expect((await send(pathOf(id), 'x', { 'content-type': 'multipart/form-data' })).status).toBe(
      400,
    );
    expect((await send('/api/v1/equipment', formOf(pdf('1'), 'a.pdf'))).status).toBe(415);
    expect(await listed(id)).toEqual([]);
  });

  /** An upload whose sender takes its time. */
  const begin = (id: string): ClientRequest => {
    const sending = overHttp(`${registry.admin.url}${pathOf(id)}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${registry.admin.token ?? ''}`,
        'content-type': 'multipart/form-data; boundary=x',
        'transfer-encoding': 'chunked',
      },
    });
    sending.on('error', () => undefined);
    sending.write('--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nother\r\n');
    sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
    return sending;
  };

  const answered = async (sending: ClientRequest): Promise<number | undefined> => {
    const [{ statusCode }] = (await once(sending, 'response')) as [IncomingMessage];
    return statusCode;
  };

  it('REG-18: waits for an upload as long as something of it comes, and for a silent one no longer', async () => {
    const id = await pump();
    const before = await stored();
    const slow = begin(id);
    slow.write(pdf(1_000));
    const trickle = setInterval(() => slow.write('slowly '), 100);
    // Twice as long as a request may take is measured by two that say nothing.
    for (const text of ['no more comes', 'nor of this']) {
      const silent = begin(id);
      silent.write(pdf(text));
      expect(await answered(silent)).toBe(408);
    }
    clearInterval(trickle);
    slow.end('\r\n--x--\r\n');
    expect(await answered(slow)).toBe(201);
    expect(await listed(id)).toHaveLength(1);
    await eventually('the parts to go', async () => (await stored()).length === before.length + 1);
  });

  it('REG-18: keeps nothing of an upload that its sender breaks off', async () => {
    const id = await pump();
    const before = await stored();
    const sending = begin(id);
    sending.write(pdf(MB));
    await eventually('a part in the store', async () => (await stored()).length > before.length);
    sending.destroy();
    await eventually('the part to go', async () => (await stored()).length === before.length);
    expect(await listed(id)).toEqual([]);
  });

  it('REG-18: makes one document of the same upload, however often it comes', async () => {
    const id = await pump();
    const key = { 'idempotency-key': uuidv7() };
    const first = await upload(id, pdf('same'), 'a.pdf', { title: 'A' }, key);
    const again = await upload(id, pdf('same'), 'a.pdf', { title: 'A' }, key);
    expect([again.status, again.body.data]).toEqual([201, first.body.data]);
    expect(await upload(id, pdf('other'), 'a.pdf', { title: 'A' }, key)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'Idempotency-Key' }] },
    });
    const many = await Promise.all(
      Array.from({ length: 6 }, () => upload(id, pdf('at once'), 'b.pdf')),
    );
    expect(new Set(many.map(({ body }) => body.data.id)).size).toBe(1);
    expect(await listed(id)).toHaveLength(2);
    const elsewhere = await upload(await pump(), pdf('same'), 'a.pdf');
    expect(elsewhere.body.data.id).not.toBe(first.body.data.id);
    for (const { id: documentId } of await listed(id)) {
      expect((await read(`${pathOf(id)}/${documentId}/content`)).status).toBe(200);
    }
  });

  it('REG-18: sweeps what became no document, and what was removed', async () => {
    const id = await pump();
    const kept = await upload(id, pdf('kept'), 'a.pdf');
    await upload(id, pdf('kept'), 'a.pdf');
    const path = `${pathOf(id)}/${(await upload(id, pdf('removed'), 'b.pdf')).body.data.id}`;
    expect((await read(path, {}, 'DELETE')).status).toBe(204);
    expect((await read(path)).status).toBe(404);
    expect((await read(`${path}/content`)).status).toBe(404);
    await registry.plant.database.admin.query(
      `UPDATE assets.upload SET due_at = now() WHERE due_at IS NOT NULL AND equipment_id = $1`,
      [id],
    );
    await eventually('the sweep', async () => {
      const rows = await registry.plant.database.admin.query<{ id: string }[]>(
        'SELECT id FROM assets.upload WHERE equipment_id = $1',
        [id],
      );
      return rows.length === 1;
    });
    const files = (await stored()).filter((each) => each.includes(kept.body.data.id));
    expect(files).toHaveLength(1);
    const still = await read(`${pathOf(id)}/${kept.body.data.id}/content`);
    expect(still.bytes.equals(pdf('kept'))).toBe(true);
    // What was removed may come again.
    expect((await upload(id, pdf('removed'), 'b.pdf')).status).toBe(201);
  });

  it('REG-18: refuses what the scanner finds, and says so in an event', async () => {
    const id = await pump();
    const before = await stored();
    const refused = await upload(id, pdf('this is certainly bad'), 'bad.pdf');
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'file', message: 'file contains Test.Bad' }] },
    });
    expect(await stored()).toEqual(before);
    expect(await listed(id)).toEqual([]);
    const [event] = await registry.plant.database.admin.query<{ body: string }[]>(
      `SELECT body FROM assets.outbox WHERE subject LIKE '%.assets.upload.refused'`,
    );
    expect(JSON.parse(event?.body ?? '{}')).toMatchObject({
      data: { equipmentId: id, fileName: 'bad.pdf', threat: 'Test.Bad' },
    });
  });

  it('REG-18 SEC-05: shows nobody of another tenant anything', async () => {
    const id = await pump();
    const { body } = await upload(id, pdf('mine'), 'a.pdf');
    expect((await upload(uuidv7(), pdf('x'), 'a.pdf')).status).toBe(404);
    const { plant } = registry;
    const gateway = await plant.connect('gateway');
    const asked = { equipmentId: id, documentId: body.data.id };
    // The plant's caller is of a tenant of its own.
    for (const refused of [
      ask(gateway, GetDocument, asked, plant.caller()),
      ask(gateway, RemoveDocument, asked, plant.caller()),
      ask(gateway, BeginUpload, { equipmentId: id }, plant.caller()),
    ]) {
      await expect(refused).rejects.toMatchObject({ problem: { status: 404 } });
    }
    const path = `${pathOf(id)}/${body.data.id}`;
    const elsewhere = `${pathOf(await pump())}/${body.data.id}`;
    for (const each of [elsewhere, `${elsewhere}/content`]) {
      expect([each, (await read(each)).status]).toEqual([each, 404]);
    }
    expect((await read(`${pathOf(id)}/..%2f/content`)).status).toBe(422);
    const anybody = new ApiClient(registry.admin.url);
    expect((await anybody.get(`${path}/content`)).status).toBe(401);
    expect((await stored()).every((each) => each.includes(TENANT_DIRECTORY))).toBe(true);
  });

  it('REG-18: refuses all files while the scanner is away', async () => {
    const id = await pump();
    const before = await stored();
    await new Promise((resolve) => scanner.close(resolve));
    const refused = await upload(id, pdf('harmless'), 'a.pdf');
    expect(refused).toMatchObject({ status: 503, body: { title: 'Not available' } });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await stored()).toEqual(before);
  });
});

const TENANT_DIRECTORY = '/files/00000000-0000-7000-8000-000000000001/';
