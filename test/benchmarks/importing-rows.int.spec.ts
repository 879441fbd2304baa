import { readFileSync } from 'node:fs';
import type { ImportView } from '@libs/contracts';
import type { ApiClient } from '@libs/testing';
import { AgentProcess, ensureBuilt, eventually, report, scaleOf, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { startGateway } from '../pipeline/start-gateway.js';

/**
 * More show more, and a directory keeps the figures: `SECURITY_REPORT_DIR=. IMPORT_ROWS=100000 npx jest
 * test/benchmarks/importing-rows --selectProjects int`
 */
const ROWS = scaleOf('IMPORT_ROWS', 10_000);
const MEBIBYTE = 1024 * 1024;
const TICKS_PER_SECOND = 100;

interface Answer {
  readonly data: ImportView;
}

/** Resident memory of a process that logs its own id. */
function residentBytes(pid: number): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** What a process has taken of the processors so far. */
function cpuSeconds(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) / TICKS_PER_SECOND;
}

describe(`importing ${ROWS} rows`, () => {
  let plant: TestPlant;
  let assets: AgentProcess;
  let admin: ApiClient;

  beforeAll(async () => {
    await ensureBuilt();
    plant = await TestPlant.start(schemas);
    assets = await AgentProcess.start('assets', plant.environmentOf('assets'));
    admin = await startGateway(plant);
  }, 300_000);

  afterAll(async () => {
    await assets.stop();
    await plant.stop();
  });

  const rowsOf = (headings: string, row: (n: number) => string): string =>
    `${headings}\n${Array.from({ length: ROWS }, (_, n) => row(n)).join('\n')}\n`;
  const everyTenth = (code: string, n: number): string =>
    n % 10 === 0 ? '' : `${code}-${n - (n % 10)}`;

  const TABLES = {
    locations: rowsOf(
      'code,name,kind,parentCode',
      (n) => `BL-${n},Place ${n},room,${everyTenth('BL', n)}`,
    ),
    equipment: rowsOf(
      'code,name,names.ar,class,manufacturer,serialNumber,parentCode,locationCode,metadata',
      (n) =>
        `BM-${n},Machine ${n},مضخة ${n},centrifugal_pump,Halden,S-${n},${everyTenth('BM', n)},BL-${n},"{""line"":${n}}"`,
    ),
    sensors: rowsOf(
      'code,equipmentCode,key,unit,rangeMin,rangeMax',
      (n) => `BM-${n}.t,BM-${n},t,Cel,-40,120.5`,
    ),
  };

  const take = async (
    kind: string,
    body: string,
  ): Promise<{ view: ImportView; peakBytes: number }> => {
    const { pid } = assets;
    const sent = await admin.post<Answer>(`/api/v1/imports/${kind}`, {
      body,
      headers: { 'content-type': 'text/csv' },
    });
    let peakBytes = 0;
    const view = await eventually(
      'the end of the import',
      async () => {
        peakBytes = Math.max(peakBytes, residentBytes(pid));
        const now = await admin.get<Answer>(`/api/v1/imports/${sent.body.data.id}`);
        return now.body.data.endedAt !== undefined && now.body.data;
      },
      1_200_000,
    );
    return { view, peakBytes };
  };

  const secondsOf = ({ startedAt = '', endedAt = '' }: ImportView): number =>
    (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;

  it.each(Object.entries(TABLES))(
    'OPS-09: takes %s with a memory that stays flat',
    async (kind, body) => {
      const before = residentBytes(assets.pid);
      const cpuBefore = cpuSeconds(assets.pid);
      const first = await take(kind, body);
      expect(first.view).toMatchObject({ state: 'done', created: ROWS, failed: 0 });
      const cpu = cpuSeconds(assets.pid) - cpuBefore;
      const again = await take(kind, body);
      expect(again.view).toMatchObject({ state: 'done', unchanged: ROWS, created: 0 });
      const peak = Math.max(first.peakBytes, again.peakBytes);
      report(`importing-${kind}`, {
        rows: ROWS,
        bytes: Buffer.byteLength(body),
        createdRowsPerSecond: Math.round(ROWS / secondsOf(first.view)),
        createdRowsPerCpuSecond: Math.round(ROWS / cpu),
        unchangedRowsPerSecond: Math.round(ROWS / secondsOf(again.view)),
        residentMebibytesBefore: Math.round(before / MEBIBYTE),
        residentMebibytesAtMost: Math.round(peak / MEBIBYTE),
        residentMebibytesAfter: Math.round(residentBytes(assets.pid) / MEBIBYTE),
      });
      expect(peak - before).toBeLessThan(256 * MEBIBYTE);
    },
    3_000_000,
  );
});
