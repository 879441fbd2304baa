import { Readable } from 'node:stream';
import type { ImportView } from '@libs/contracts';
import type { ApiClient } from '@libs/testing';
import { AgentProcess, ensureBuilt, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { startGateway } from './start-gateway.js';

const ROWS = 20_000;

interface Answer {
  readonly data: ImportView;
  readonly errors?: readonly { readonly field: string }[];
}

interface Document {
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, { content: object }> }>
  >;
}

describe('tables over REST', () => {
  let plant: TestPlant;
  let assets: AgentProcess;
  let admin: ApiClient;

  beforeAll(async () => {
    await ensureBuilt();
    plant = await TestPlant.start(schemas);
    assets = await AgentProcess.start('assets', plant.environmentOf('assets'));
    admin = await startGateway(plant, { IMPORT_MEGABYTES: '4' });
  }, 300_000);

  afterAll(async () => {
    await assets.stop();
    await plant.stop();
  });

  const post = (
    kind: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<Answer>> =>
    admin.post<Answer>(`/api/v1/imports/${kind}`, {
      body,
      headers: { 'content-type': 'text/csv', ...headers },
    });

  const ended = (id: string): Promise<ImportView> =>
    eventually(
      'the end of the import',
      async () => {
        const { body } = await admin.get<Answer>(`/api/v1/imports/${id}`);
        return body.data.endedAt !== undefined && body.data;
      },
      120_000,
    );

  const take = async (kind: string, body: string, type = 'text/csv'): Promise<ImportView> => {
    const { status, body: taken } = await post(kind, body, { 'content-type': type });
    expect(status).toBe(202);
    return ended(taken.data.id);
  };

  /** What the API's document says that a question is answered in. */
  const describedTypes = async (path: string): Promise<string[]> => {
    const { body } = await admin.get<Document>('/docs/openapi.json');
    return Object.keys(body.paths[path]?.['get']?.responses['200']?.content ?? {});
  };

  it('gives back as a table what was taken as one, and taken again it changes nothing', async () => {
    const locations = 'code,name,kind,parentCode\nL-1,Hall,building,\nL-2,"Room, 2",room,L-1\n';
    const equipment = [
      'code,name,names.ar,description,class,parentCode,locationCode,metadata,lifecycle',
      'E-1,مضخة,مضخة المياه,"=HYPERLINK(""x"")",Centrifugal Pump,,L-2,"{""a"":""=1""}",mothballed',
      'E-2,"two\nlines, ""quoted""",,-1,,E-1,L-1,,',
    ].join('\n');
    const sensors = 'code,equipmentCode,key,unit,rangeMin,rangeMax\nE-1.t,E-1,t,Cel,-40,120.5\n';
    expect(await take('locations', locations)).toMatchObject({ created: 2, failed: 0 });
    expect(await take('equipment', equipment)).toMatchObject({ created: 2, failed: 0 });
    expect(await take('sensors', sensors)).toMatchObject({ created: 1, failed: 0 });
    const types = { csv: 'text/csv', jsonl: 'application/x-ndjson' };
    for (const [kind, rows] of Object.entries({ locations: 2, equipment: 2, sensors: 1 })) {
      for (const [format, type] of Object.entries(types)) {
        const path = `/api/v1/exports/${kind}?format=${format}`;
        const { status, headers, body } = await admin.get<string>(path);
        expect([status, headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
        expect(headers.get('content-disposition')).toContain(`${kind}.${format}`);
        const again = await take(kind, body, type);
        expect([kind, format, again]).toMatchObject([
          kind,
          format,
          { rowsRead: rows, unchanged: rows, failed: 0 },
        ]);
      }
    }
    const { body: csv } = await admin.get<string>('/api/v1/exports/equipment');
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    const pumps = await admin.get<string>('/api/v1/exports/equipment?format=jsonl&class=pump');
    expect(pumps.body).toBe('');
  });

  it('hands out refused rows to be corrected and sent again', async () => {
    const table = 'code;name;year\nF-1;Good;2001\nF-2;"Bad; year";soon\nF-3;\n';
    const view = await take('equipment', table);
    expect(view).toMatchObject({ created: 1, failed: 2 });
    const path = `/api/v1/imports/${view.id}/errors`;
    const { body } = await admin.get<{ data: object[]; pagination: object }>(path);
    expect(body).toMatchObject({
      data: [
        { row: 3, code: 'F-2', raw: 'F-2;"Bad; year";soon' },
        { row: 4, errors: [{ field: '' }] },
      ],
      pagination: { total_count: 2 },
    });
    const refused = await admin.get<string>(`${path}?format=table`);
    expect(refused.body).toMatch(/^_row;_errors;code;name;year\r\n3;/);
    expect(refused.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await describedTypes('/api/v1/imports/{id}/errors')).toEqual([
      'application/json',
      'text/csv',
      'application/x-ndjson',
    ]);
    const corrected = refused.body.replace('soon', '2002').replace(/^4;.*\r\n/m, '');
    expect(await take('equipment', corrected)).toMatchObject({ created: 1, failed: 0 });
  });

  it('is asked for by kind and state, and told where it is', async () => {
    const { headers, body } = await post('sensors', 'code,equipmentCode,key,unit\n');
    expect(headers.get('location')).toBe(`/api/v1/imports/${body.data.id}`);
    expect(await ended(body.data.id)).toMatchObject({ state: 'done', rowsRead: 0 });
    const list = await admin.get<{ data: ImportView[] }>('/api/v1/imports?kind=sensors&state=done');
    expect(list.body.data[0]?.id).toBe(body.data.id);
    const none = await admin.get<{ data: ImportView[] }>('/api/v1/imports?state=cancelled');
    expect(none.body.data.every(({ state }) => state === 'cancelled')).toBe(true);
  });

  it('refuses what is no table, what is too large and what is of no kind', async () => {
    const json = await admin.post<Answer>('/api/v1/imports/equipment', { body: { code: 'X' } });
    expect(json.status).toBe(415);
    expect((await post('machines', 'code\nX\n')).status).toBe(404);
    expect((await post('equipment', '')).status).toBeGreaterThanOrEqual(400);
    const elsewhere = await admin.post('/api/v1/equipment', {
      body: 'code,name\nX,Y\n',
      headers: { 'content-type': 'text/csv' },
    });
    expect(elsewhere.status).toBe(415);
    const large = await post('equipment', `code,name\nX,${'x'.repeat(4 * 1024 * 1024)}\n`);
    expect(large.status).toBe(413);
    const active = await admin.get<{ data: ImportView[] }>('/api/v1/imports?state=receiving');
    expect(active.body.data).toEqual([]);
  });

  it('OPS-09 takes a table once under one key', async () => {
    const key = { 'idempotency-key': uuidv7() };
    const first = await post('equipment', 'code,name\nK-1,Once\n', key);
    const second = await post('equipment', 'code,name\nK-1,Once\n', key);
    expect(second.body.data.id).toBe(first.body.data.id);
    const other = await post('equipment', 'code,name\nK-2,Other\n', key);
    expect(other.status).toBe(422);
    expect(await ended(first.body.data.id)).toMatchObject({ created: 1 });
  });

  it('gives up an upload that breaks off', async () => {
    const stopping = new AbortController();
    const endless = Readable.from(
      (async function* () {
        yield 'code,name\n';
        await eventually('the import that is to break off', async () => {
          const path = '/api/v1/imports?state=receiving';
          const { body } = await admin.get<{ data: ImportView[] }>(path);
          return body.data.length === 1;
        });
        stopping.abort();
        yield 'U-1,never\n';
      })(),
    );
    const sent = fetch(`${admin.url}/api/v1/imports/equipment`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${admin.token ?? ''}` },
      body: Readable.toWeb(endless),
      duplex: 'half',
      signal: stopping.signal,
    });
    await expect(sent).rejects.toThrow();
    await eventually('the end of what broke off', async () => {
      const path = '/api/v1/imports?state=cancelled';
      const { body } = await admin.get<{ data: ImportView[] }>(path);
      return body.data.length > 0;
    });
  });

  it('goes on where it stood after its process was killed; nothing is doubled', async () => {
    const rows = Array.from({ length: ROWS }, (_, n) => `M-${n},Machine ${n},${n % 100}`);
    // Refused by the contract, by another row, and because no such parent is there.
    rows.splice(5_000, 0, 'not a code,x,1', 'M-1,Twice,1', 'M-X,,1');
    const { body } = await post('equipment', `code,name,serialNumber\n${serials(rows)}\n`);
    await eventually('some rows', async () => {
      const { body: now } = await admin.get<Answer>(`/api/v1/imports/${body.data.id}`);
      return now.data.created > 1_000 && now.data.created < ROWS / 2;
    });
    await assets.kill();
    assets = await AgentProcess.start('assets', plant.environmentOf('assets'));
    expect(await ended(body.data.id)).toMatchObject({ state: 'done', created: ROWS, failed: 3 });
    const [counted] = await plant.database.admin.query<Record<string, string>[]>(
      `SELECT (SELECT count(*) FROM assets.equipment WHERE code LIKE 'M-%') AS rows,
         (SELECT count(DISTINCT number) FROM assets.equipment WHERE code LIKE 'M-%') AS numbers,
         (SELECT count(*) FROM assets.outbox WHERE body LIKE '%assets.equipment.registered.v1%'
            AND body LIKE '%"code":"M-%') AS events`,
    );
    expect(counted).toEqual({ rows: `${ROWS}`, numbers: `${ROWS}`, events: `${ROWS}` });
  }, 180_000);
});

/** The last column as a serial number that nothing else has. */
function serials(rows: readonly string[]): string {
  return rows.map((row, index) => row.replace(/,\d+$/, `,S-${index}`)).join('\n');
}
