import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import type { ImportView } from '@libs/contracts';
import {
  AgentProcess,
  ApiClient,
  buildAgents,
  eventually,
  report,
  scaleOf,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import { gateway, GatewayModule } from '../../apps/gateway/src/gateway.module.js';

const PASSWORD = 'correct horse battery';
/** More show more: `IMPORT_ROWS=100000 npx jest test/benchmarks/importing-rows --selectProjects int` */
const ROWS = scaleOf('IMPORT_ROWS', 10_000);
const MEBIBYTE = 1024 * 1024;

interface Answer {
  readonly data: ImportView;
}

/** Resident memory of a process that logs its own id. */
function residentBytes(pid: number): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

describe(`importing ${ROWS} rows`, () => {
  let plant: TestPlant;
  let assets: AgentProcess;
  let admin: ApiClient;

  beforeAll(async () => {
    await buildAgents(['assets']);
    plant = await TestPlant.start(schemas);
    assets = await AgentProcess.start('assets', plant.environmentOf('assets'));
    const { app } = await plant.startAgent('gateway', GatewayModule, {
      ...(gateway.http && { http: gateway.http }),
      environment: {
        GATEWAY_PORT: '0',
        JWT_SECRET: 'a secret that only this test knows, and nobody else',
        ADMIN_PASSWORD: PASSWORD,
      },
    });
    const anybody = new ApiClient(await (app as INestApplication).getUrl());
    admin = await anybody.login('admin', PASSWORD);
  }, 300_000);

  afterAll(async () => {
    await assets.stop();
    await plant.stop();
  });

  const table = (): string => {
    const rows = Array.from({ length: ROWS }, (_, n) => {
      const parent = n % 10 === 0 ? '' : `BM-${n - (n % 10)}`;
      return `BM-${n},Machine ${n},مضخة ${n},centrifugal_pump,Halden,S-${n},${parent},"{""line"":${n}}"`;
    });
    const headings = 'code,name,names.ar,class,manufacturer,serialNumber,parentCode,metadata';
    return `${headings}\n${rows.join('\n')}\n`;
  };

  const take = async (body: string): Promise<{ view: ImportView; peakBytes: number }> => {
    const { pid } = assets;
    const sent = await admin.post<Answer>('/api/v1/imports/equipment', {
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

  it('keeps its memory flat', async () => {
    const body = table();
    const before = residentBytes(assets.pid);
    const first = await take(body);
    expect(first.view).toMatchObject({ state: 'done', created: ROWS, failed: 0 });
    const again = await take(body);
    expect(again.view).toMatchObject({ state: 'done', unchanged: ROWS, created: 0 });
    const peak = Math.max(first.peakBytes, again.peakBytes);
    report('importing', {
      rows: ROWS,
      bytes: Buffer.byteLength(body),
      createdRowsPerSecond: Math.round(ROWS / secondsOf(first.view)),
      unchangedRowsPerSecond: Math.round(ROWS / secondsOf(again.view)),
      residentMebibytesBefore: Math.round(before / MEBIBYTE),
      residentMebibytesAtMost: Math.round(peak / MEBIBYTE),
    });
    expect(peak - before).toBeLessThan(256 * MEBIBYTE);
  }, 1_500_000);
});
