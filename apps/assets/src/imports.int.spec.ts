import { createHash } from 'node:crypto';
import {
  AddImportPiece,
  BeginImport,
  CancelImport,
  CompleteImport,
  GetImport,
  ListEquipment,
  ListImportErrors,
  ListLocations,
  ListSensors,
  PIECE_BYTES,
  type CloudEvent,
  type ContractClass,
  type FieldsOf,
  type ImportErrorView,
  type ImportView,
  type ReplyOf,
  type Request,
  type TableFormat,
  type TableKind,
} from '@libs/contracts';
import { ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from './assets.module.js';

interface Options {
  readonly format?: TableFormat;
  readonly dryRun?: boolean;
  readonly correlationId?: string;
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

describe('tables that are imported into the registry', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  const heard: CloudEvent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    gateway = await plant.connect('gateway');
    gateway.subscribe('event.>', {
      callback: (_, message) => void heard.push(message.json<CloudEvent>()),
    });
    await gateway.flush();
  });

  afterAll(() => plant.stop());

  const tell = <R extends Request<unknown>>(
    contract: ContractClass<R>,
    request: FieldsOf<R>,
    correlationId = uuidv7(),
  ): Promise<ReplyOf<R>> => ask(gateway, contract, request, plant.caller(), { correlationId });

  async function send(
    kind: TableKind,
    text: string | Buffer,
    { format = 'csv', dryRun = false, correlationId }: Options = {},
  ): Promise<string> {
    const { id: importId } = await tell(BeginImport, { kind, format, dryRun }, correlationId);
    const bytes = Buffer.from(text);
    const digests: Buffer[] = [];
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      const piece = bytes.subarray(from, from + PIECE_BYTES);
      const content = piece.toString('base64');
      await tell(AddImportPiece, { importId, number: digests.length, content });
      digests.push(sha256(piece));
    }
    const all = sha256(Buffer.concat(digests)).toString('hex');
    await tell(CompleteImport, { importId, pieces: digests.length, sha256: all });
    return importId;
  }

  const ended = (importId: string): Promise<ImportView> =>
    eventually('the end of the import', async () => {
      const row = await tell(GetImport, { importId });
      return row.endedAt !== undefined && row;
    });

  const take = async (
    kind: TableKind,
    text: string | Buffer,
    options: Options = {},
  ): Promise<ImportView> => ended(await send(kind, text, options));

  const errorsOf = async ({ id: importId }: ImportView): Promise<readonly ImportErrorView[]> =>
    (await tell(ListImportErrors, { importId, pageSize: 100 })).items;

  const photograph = async (): Promise<string> => {
    const tables = ['equipment', 'location', 'sensor', 'equipment_history', 'equipment_number'];
    const sql = tables.map((table) => `(SELECT jsonb_agg(t) FROM assets.${table} t) AS ${table}`);
    return JSON.stringify(await plant.database.admin.query(`SELECT ${sql.join(', ')}`));
  };

  const counts = (created: number, updated: number, unchanged: number, failed: number): object => ({
    state: 'done',
    created,
    updated,
    unchanged,
    failed,
    waiting: 0,
    rowsRead: created + updated + unchanged + failed,
  });

  it('takes locations, equipment and sensors, and what is said again changes nothing', async () => {
    const locations = 'code,name,kind,parentCode\nL-1,Hall,building,\nL-2,Room,room,L-1\n';
    const equipment = [
      'code;name;names.ar;class;year;locationCode;parentCode;purchasePrice;position.latitude;position.longitude',
      'IM-1;Pump, with a comma;مضخة;Centrifugal Pump;2019;L-2;;12500.50;24.5;46.7',
      'IM-2;"A ""motor""\nin two lines";;Motor;;L-1;IM-1;;;',
    ].join('\r\n');
    const sensors =
      'code\tequipmentCode\tkey\tunit\trangeMin\nIM-1.flow\tIM-1\tflow\tm3/h\t-40.5\n';
    const correlationId = uuidv7();
    expect(await take('locations', locations)).toMatchObject(counts(2, 0, 0, 0));
    const first = await take('equipment', equipment, { correlationId });
    expect(first).toMatchObject({ ...counts(2, 0, 0, 0), correlationId, startedBy: 'user:tess' });
    expect(await take('sensors', sensors)).toMatchObject(counts(1, 0, 0, 0));

    const [pump] = (await tell(ListEquipment, { code: 'IM-1' })).items;
    expect(pump).toMatchObject({
      ...{ name: 'Pump, with a comma', names: { ar: 'مضخة' }, class: 'centrifugal_pump' },
      ...{ year: 2019, purchasePrice: '12500.50', createdBy: 'user:tess' },
      position: { latitude: 24.5, longitude: 46.7 },
    });
    const [motor] = (await tell(ListEquipment, { code: 'IM-2' })).items;
    expect(motor).toMatchObject({ name: 'A "motor"\nin two lines', parentId: pump?.id });
    const [sensor] = (await tell(ListSensors, { code: 'IM-1.flow' })).items;
    expect(sensor).toMatchObject({ equipmentId: pump?.id, rangeMin: -40.5, kind: 'gauge' });

    const mine = (): CloudEvent[] => heard.filter((each) => each.correlationid === correlationId);
    await eventually('every event of the import', () => mine().length >= 4);
    const registered = mine().filter(({ type }) => type === 'assets.equipment.registered.v1');
    expect(registered.map(({ actor }) => actor)).toEqual(['user:tess', 'user:tess']);
    const before = await photograph();
    expect(await take('locations', locations)).toMatchObject(counts(0, 0, 2, 0));
    expect(await take('equipment', equipment)).toMatchObject(counts(0, 0, 2, 0));
    expect(await take('sensors', sensors)).toMatchObject(counts(0, 0, 1, 0));
    expect(await photograph()).toBe(before);
  });

  it('changes only the fields that a row tells', async () => {
    await take('equipment', 'code,name,model,metadata\nUP-1,Old,M1,"{""a"":1}"\n');
    const update = 'code,name,model,metadata\nUP-1,New,,"{""b"":2}"\n';
    expect(await take('equipment', update)).toMatchObject(counts(0, 1, 0, 0));
    const [row] = (await tell(ListEquipment, { code: 'UP-1' })).items;
    expect(row).toMatchObject({ name: 'New', model: 'M1', metadata: { a: 1, b: 2 }, version: 2 });
    const cleared = '{"code":"UP-1","model":null}\n{"code":"UP-1","model":"again"}';
    const view = await take('equipment', cleared, { format: 'jsonl' });
    expect(view).toMatchObject(counts(0, 1, 0, 1));
    expect((await tell(ListEquipment, { code: 'UP-1' })).items[0]?.model).toBeUndefined();
  });

  it('OPS-09: changes what stays and what moves in one table, and sensors', async () => {
    const headings = 'code,name,kind,parentCode\n';
    const before =
      'MV-1,Hall,building,\nMV-2,Floor,floor,MV-1\nMV-3,Room,room,MV-2\nMV-4,Yard,site,\n';
    expect(await take('locations', headings + before)).toMatchObject(counts(4, 0, 0, 0));
    const after =
      'MV-3,Quiet room,room,MV-2\nMV-2,Floor 1,floor,MV-4\nMV-4,Yard,site,\nMV-1,Old hall,building,\n';
    expect(await take('locations', headings + after)).toMatchObject(counts(0, 3, 1, 0));
    const yard = (await tell(ListLocations, { code: 'MV-4' })).items[0]?.id ?? '';
    const { items } = await tell(ListLocations, { under: yard, pageSize: 100 });
    expect(items.map(({ code, name, version }) => [code, name, version])).toEqual([
      ['MV-4', 'Yard', 1],
      ['MV-2', 'Floor 1', 2],
      ['MV-3', 'Quiet room', 2],
    ]);
    await take('equipment', 'code,name\nMV-E,Pump\n');
    const sensors = 'code,equipmentCode,key,unit,rangeMin,rangeMax\n';
    await take('sensors', `${sensors}MV-E.a,MV-E,a,Cel,1,9\nMV-E.b,MV-E,b,Cel,1,9\n`);
    const changed = `${sensors}MV-E.a,MV-E,a,Cel,2,9\nMV-E.b,MV-E,b,Cel,9,1\n`;
    expect(await take('sensors', changed)).toMatchObject(counts(0, 1, 0, 1));
    const [sensor] = (await tell(ListSensors, { code: 'MV-E.a' })).items;
    expect(sensor).toMatchObject({ rangeMin: 2, rangeMax: 9, version: 2 });
  });

  it('takes parents that stand below their parts, and in any number of levels', async () => {
    const rows = Array.from({ length: 12 }, (_, level) => {
      return `CH-${level},Part ${level},${level === 11 ? '' : `CH-${level + 1}`}`;
    });
    const table = `code,name,parentCode\n${rows.join('\n')}\n`;
    expect(await take('equipment', table)).toMatchObject(counts(12, 0, 0, 0));
    const rooms = 'code,name,kind,parentCode\nQ-2,Room,room,Q-1\nQ-1,Hall,building,\n';
    expect(await take('locations', rooms)).toMatchObject(counts(2, 0, 0, 0));
    const [room] = (await tell(ListLocations, { code: 'Q-2' })).items;
    expect(room).toMatchObject({ depth: 2 });
  });

  it('REG-28 refuses cycles and parents that are not there, row by row', async () => {
    const table = [
      'code,name,parentCode',
      ...['CY-1,a,CY-2', 'CY-2,b,CY-1', 'CY-3,c,CY-3', 'CY-4,d,NOWHERE', 'CY-5,e,'],
    ].join('\n');
    const view = await take('equipment', table);
    expect(view).toMatchObject(counts(1, 0, 0, 4));
    const errors = await errorsOf(view);
    expect(errors.map(({ row, code }) => [row, code])).toEqual([
      [2, 'CY-1'],
      [3, 'CY-2'],
      [4, 'CY-3'],
      [5, 'CY-4'],
    ]);
    expect(errors.every((each) => each.errors[0]?.field === 'parentCode')).toBe(true);
    await take('equipment', 'code,name\nCY-1,a\nCY-2,b\n');
    const closing = await take('equipment', 'code,parentCode\nCY-1,CY-2\nCY-2,CY-1\n');
    expect(closing).toMatchObject(counts(0, 1, 0, 1));
    expect((await errorsOf(closing))[0]).toMatchObject({ row: 3, errors: [{ field: 'parentId' }] });
  });

  it('tells every row that it refuses, and takes the others', async () => {
    await take('equipment', 'code,name,manufacturer,serialNumber\nB-0,Taken,Halden,S-1\n');
    const long = 'x'.repeat(201);
    const table = Buffer.concat([
      Buffer.from('code,name,year,manufacturer,serialNumber,metadata,locationCode\n'),
      Buffer.from('B-1,Good,2001,,,,\n'),
      Buffer.from('B-2,Year,two thousand,,,,\n'),
      Buffer.from(`B-3,${long},,,,,\n`),
      Buffer.from('B-4,Serial,,Halden,S-1,,\n'),
      Buffer.from('B-1,Again,,,,,\n'),
      Buffer.from('b 6,Code,,,,,\n'),
      Buffer.from(',No code,,,,,\n'),
      Buffer.from('B-8,Columns,,\n'),
      Buffer.from('B-9,Metadata,,,,{not json},\n'),
      Buffer.from('B-10,Place,,,,,NOWHERE\n'),
      Buffer.concat([
        Buffer.from('B-11,Broken '),
        Buffer.from([0xc3, 0x28]),
        Buffer.from(',,,,,\n'),
      ]),
      Buffer.from('B-12,"quoted" badly,,,,,\n'),
      Buffer.from('B-13,"never closed,,,,,\n'),
      Buffer.from('B-14,Good too,,,,,\n'),
      Buffer.from('B-15,,,,,,\n'),
    ]);
    const view = await take('equipment', table);
    expect(view).toMatchObject(counts(2, 0, 0, 13));
    const told = (await errorsOf(view)).map(({ row, errors }) => [row, errors[0]?.field]);
    expect(told).toEqual([
      ...[
        [3, 'year'],
        [4, 'name'],
        [5, 'serialNumber'],
        [6, 'code'],
        [7, 'code'],
        [8, 'code'],
      ],
      ...[
        [9, ''],
        [10, 'metadata'],
        [11, 'locationCode'],
        [12, 'name'],
        [13, ''],
        [14, ''],
      ],
      [16, 'name'],
    ]);
    const [again] = (await errorsOf(view)).filter(({ row }) => row === 6);
    expect(again).toMatchObject({
      raw: 'B-1,Again,,,,,',
      errors: [{ message: expect.stringContaining('row 2') as string }],
    });
  });

  it.each([
    ['unknown columns', 'code,name,colour\nX-1,a,red\n', 'colour'],
    ['no column to tell rows by', 'name,class\na,pump\n', 'code'],
    ['a column twice', 'code,name,name\nX-1,a,b\n', 'name'],
    ['headings that are not UTF-8', Buffer.from('code,na\u00efme\nX-1,a\n', 'utf16le'), 'UTF-8'],
  ])('fails as a whole for %s', async (_, table, named) => {
    const before = await photograph();
    const view = await take('equipment', table);
    expect(view).toMatchObject({
      state: 'failed',
      rowsRead: 0,
      reason: expect.stringContaining(named) as string,
    });
    expect(await photograph()).toBe(before);
  });

  it('refuses rows of JSON Lines that are no rows', async () => {
    const lines = ['{"code":"J-1","name":"a"}', 'nonsense', '[]', '', '{"code":"J-2","colour":1}'];
    const more = [
      '{"code":5,"name":"a"}',
      '{"code":"J-3","name":"a\\u0000"}',
      '{"code":"J-4","name":7}',
    ];
    const view = await take('equipment', `\uFEFF${[...lines, ...more].join('\n')}`, {
      format: 'jsonl',
    });
    expect(view).toMatchObject(counts(1, 0, 0, 6));
    const told = (await errorsOf(view)).map(({ row, errors }) => [row, errors[0]?.field]);
    expect(told).toEqual([
      [2, ''],
      [3, ''],
      [5, 'colour'],
      [6, 'code'],
      [7, ''],
      [8, 'name'],
    ]);
  });

  it('knows nothing of what another tenant calls so', async () => {
    const stranger = { ...plant.caller(), tenantId: uuidv7() };
    await ask(gateway, BeginImport, { kind: 'equipment', format: 'csv' }, stranger);
    await plant.database.admin.query(
      `INSERT INTO assets.equipment (tenant_id, id, code, name, class, criticality)
       VALUES ($1, gen_random_uuid(), 'THEIRS', 'Theirs', 'pump', 'C')`,
      [stranger.tenantId],
    );
    const view = await take('equipment', 'code,name,parentCode\nT-1,a,THEIRS\nTHEIRS,Ours,\n');
    // Ours comes further down, and it is that one.
    expect(view).toMatchObject(counts(2, 0, 0, 0));
    const sensor = 'code,equipmentCode,key,unit\nT.x,THEIRS-2,x,V\n';
    expect(await take('sensors', sensor)).toMatchObject(counts(0, 0, 0, 1));
  });

  it('rehearses a table: the same counts and errors, and nothing is changed', async () => {
    const table = [
      'code,name,parentCode,manufacturer,serialNumber',
      'DR-2,Part,DR-1,,',
      'DR-1,Whole,,Acme,1',
      'DR-3,Serial,,Acme,1',
      'DR-4,Round,DR-5,,',
      'DR-5,Round,DR-4,,',
      'DR-1,Twice,,,',
    ].join('\n');
    const before = await photograph();
    const outbox = 'SELECT count(*) FROM assets.outbox WHERE body LIKE $1';
    const rehearsed = await take('equipment', table, { dryRun: true });
    expect(rehearsed).toMatchObject({ ...counts(2, 0, 0, 4), dryRun: true });
    expect(await photograph()).toBe(before);
    expect(await plant.database.admin.query(outbox, ['%DR-2%'])).toEqual([{ count: '0' }]);
    const real = await take('equipment', table);
    expect(real).toMatchObject(counts(2, 0, 0, 4));
    expect(await errorsOf(real)).toEqual(await errorsOf(rehearsed));
    const again = await take('equipment', table, { dryRun: true });
    expect(again).toMatchObject(counts(0, 0, 2, 4));
  });

  it('keeps what was taken when it is cancelled, and takes no more', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `CA-${n},Machine ${n}`);
    const importId = await send('equipment', `code,name\n${rows.join('\n')}\n`);
    await eventually('the first rows', async () => {
      return (await tell(GetImport, { importId })).created > 0;
    });
    const cancelled = await tell(CancelImport, { importId });
    expect(cancelled).toMatchObject({ state: 'cancelled' });
    expect(cancelled.created).toBeLessThan(20_000);
    const next = await take('equipment', 'code,name\nCA-X,Next\n');
    expect(next).toMatchObject(counts(1, 0, 0, 0));
    const [kept] = await plant.database.admin.query<{ count: string }[]>(
      `SELECT count(*) FROM assets.equipment WHERE name LIKE 'Machine %' AND code LIKE 'CA-%'`,
    );
    expect(Number(kept?.count)).toBe((await tell(GetImport, { importId })).created);
    const twice = tell(CancelImport, { importId: next.id });
    await expect(twice).rejects.toMatchObject({ problem: { status: 409 } });
  });

  it('refuses who may not change what the table is of', async () => {
    const planner = plant.caller('pia', ['planner']);
    const begin = ask(gateway, BeginImport, { kind: 'equipment', format: 'csv' }, planner);
    await expect(begin).rejects.toMatchObject({ problem: { status: 403 } });
  });
});
