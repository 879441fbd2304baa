import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnomalyExpired, type CloudEvent } from '@libs/contracts';
import {
  aCloudEvent,
  AgentProcess,
  ensureBuilt,
  Chance,
  eventually,
  publishEvent,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import type { Summary } from './verification/summary.js';

const EVENTS = 5_000;
const KILLS = 4;
const ROOT = join(__dirname, '../../..');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the audit agent under kill -9', () => {
  let plant: TestPlant;
  let directory: string;
  let environment: Record<string, string>;
  const chance = new Chance();

  beforeAll(async () => {
    await ensureBuilt();
    directory = await mkdtemp(join(tmpdir(), 'audit-exports-'));
    plant = await TestPlant.start(schemas);
    environment = { ...plant.environmentOf('audit'), AUDIT_EXPORT_DIR: directory };
  }, 120_000);

  afterAll(async () => {
    await plant.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const verify = (args: readonly string[], env: Record<string, string>): Promise<Ended> =>
    new Promise((resolve) => {
      const entry = join(ROOT, 'dist/apps/audit/src/verification/main.js');
      const options = { cwd: ROOT, env: { ...env } };
      const child = execFile(process.execPath, [entry, ...args], options, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  const count = async (): Promise<number> => {
    const [row] = await plant.database.admin.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM audit.audit_entry',
    );
    return row?.count ?? 0;
  };
  const anExpiry = (): CloudEvent =>
    aCloudEvent(
      AnomalyExpired,
      {
        ...{ anomalyId: uuidv7(), equipmentId: uuidv7(), sensorId: uuidv7() },
        ...{ sensorKey: 'vibration', measuredAt: '2026-11-21T08:00:00Z' },
      },
      { tenantId: plant.tenantId },
    );

  it('keeps one entry per event in an unbroken chain', async () => {
    const producer = await plant.connect('detection');
    const events = Array.from({ length: EVENTS }, anExpiry);
    let agent = await AgentProcess.start('audit', environment);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const share = events.slice((kill * EVENTS) / KILLS, ((kill + 1) * EVENTS) / KILLS);
      await Promise.all(share.map((event) => publishEvent(producer, event)));
      const before = await count();
      const wanted = Math.min(EVENTS, before + chance.below(share.length));
      await eventually('some entries', async () => (await count()) >= wanted, 30_000);
      await agent.kill();
      agent = await AgentProcess.start('audit', environment);
    }
    await Promise.all(events.slice(0, 500).map((event) => publishEvent(producer, event)));
    const last = anExpiry();
    await publishEvent(producer, last);
    await eventually('every entry', async () => (await count()) > EVENTS, 30_000);
    await eventually('the signed head', async () => {
      const rows = await plant.database.admin.query<object[]>('SELECT 1 FROM audit.audit_export');
      return rows.length > 0;
    });
    expect(await agent.stop()).toBe(0);
    const kept = await plant.database.admin.query<{ id: string }[]>(
      'SELECT event_id AS id FROM audit.audit_entry ORDER BY seq',
    );
    expect(kept.map(({ id }) => id)).toEqual([...events, last].map(({ id }) => id));
  }, 180_000);

  it('is verified from the command line, as the agent or as the owner', async () => {
    const { AUDIT_DATABASE_URL = '', AUDIT_SIGNING_KEY = '' } = environment;
    const { adminUrl } = plant.database;
    for (const url of [AUDIT_DATABASE_URL, adminUrl]) {
      const env = { DATABASE_URL: url, AUDIT_SIGNING_KEY };
      const { code, stdout } = await verify(['--json', '--exports', directory], env);
      const summary = JSON.parse(stdout) as Summary;
      expect(code).toBe(0);
      expect(summary).toMatchObject({ intact: true, rows: EVENTS + 1 });
      expect(summary.trails[0]?.signedHeads).toBe(2);
    }
    const env = { DATABASE_URL: adminUrl, AUDIT_SIGNING_KEY };
    const one = await verify(['--tenant', plant.tenantId], env);
    expect(one).toMatchObject({ code: 0, stdout: expect.stringContaining('all intact') });
    const none = await verify(['--tenant', 'nobody'], env);
    expect(none).toMatchObject({ code: 2, stderr: 'There is no tenant nobody.\n' });
  });

  it('names the first broken row from the command line', async () => {
    const { admin, adminUrl } = plant.database;
    await admin.query('ALTER TABLE audit.audit_entry DISABLE TRIGGER ALL');
    await admin.query(`UPDATE audit.audit_entry SET actor = 'user:nobody' WHERE seq IN (77, 99)`);
    const { AUDIT_SIGNING_KEY = '' } = environment;
    const { code, stdout } = await verify([], { DATABASE_URL: adminUrl, AUDIT_SIGNING_KEY });
    expect(code).toBe(1);
    expect(stdout).toContain('BROKEN at row 77 (event ');
    expect(stdout).toContain('NOT INTACT');
  });

  it('says what it lacks', async () => {
    const help = await verify(['--help'], {});
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('--exports') });
    const wrong = await verify(['--nonsense'], {});
    expect(wrong.code).toBe(2);
    const nothing = await verify([], {});
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('DATABASE_URL') });
    const nowhere = await verify([], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/none' });
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('does not let us') });
    const env = { DATABASE_URL: plant.database.adminUrl };
    const keyless = await verify([], env);
    expect(keyless).toMatchObject({ code: 2, stderr: expect.stringContaining('give --key') });
    const foreign = join(directory, 'foreign.pem');
    await writeFile(
      foreign,
      '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n',
    );
    const untrusted = await verify(['--key', foreign], env);
    expect(untrusted.code).toBe(1);
  });
});
