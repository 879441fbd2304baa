/** Lists of 100,000 pieces of equipment with search and filter, on servers of the bench's own. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../infrastructure/local/servers/postgres.mjs';
import { figures } from '../figures.mjs';

const built = (path) =>
  createRequire(import.meta.url)(join(import.meta.dirname, '../../../dist', path));

const ROWS = 100_000;
const ROUNDS = 20;
const AIM_MS = 50;
/** A branch of the tree with a tenth of the equipment. */
const SITE = '00000000-0000-7000-8000-000000000001';

const QUESTIONS = [
  { search: 'machine 1', class: 'pump' },
  { search: 'ff', class: 'pump', status: 'maintenance' },
  { search: 'ab', criticality: 'A', sort: '-createdAt' },
  { search: 'no such thing', status: 'Running' },
  { search: 'eq-99', status: 'repair', page: 3 },
  { search: 'machine' },
  { class: 'drone', criticality: 'B' },
  { status: 'repair', sort: 'name' },
  { locationId: SITE, status: 'repair' },
  { locationId: SITE, search: 'machine 1', sort: '-criticality' },
  { fieldId: 'field_7', criticality: 'D' },
  { bbox: '10,10,11,11', class: 'pump' },
  { sort: 'updatedAt', page: 100 },
  { search: 'machine', cursor: '' },
];

async function withPostgres(use) {
  const directory = await mkdtemp(join(tmpdir(), 'millwright-bench-'));
  // As root, Postgres runs as another user, who must be able to enter.
  await chmod(directory, 0o711);
  const logFile = join(directory, 'postgres.log');
  const server = await startPostgres({
    ...{ dataDir: join(directory, 'data'), logFile, password: 'bench' },
    settings: {},
  });
  process.env.LOG_LEVEL ??= 'fatal';
  process.env.TEST_POSTGRES_URL = server.url;
  try {
    return await use();
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function fill({ database: { admin }, tenantId }) {
  await admin.query(
    `INSERT INTO assets.location (tenant_id, id, kind, name, path, depth)
     SELECT $1, id, CASE n WHEN 1 THEN 'site' ELSE 'area' END, 'Location ' || n,
            CASE WHEN n BETWEEN 2 AND 50 THEN $2 || '/' ELSE '' END || id || '/', 1
     FROM (SELECT n, CASE n WHEN 1 THEN $2::uuid ELSE gen_random_uuid() END AS id
           FROM generate_series(1, 500) n) l`,
    [tenantId, SITE],
  );
  await admin.query(
    `INSERT INTO assets.equipment
       (tenant_id, id, number, code, name, class, criticality, fleet_status, machine_status,
        online_status, search_text, created_at, location_id, latitude, longitude, metadata)
     SELECT $1, gen_random_uuid(), n, 'EQ-' || n, 'Machine ' || md5(n::text),
            (ARRAY['pump', 'fan', 'drone', 'press', 'lathe'])[n % 5 + 1],
            (ARRAY['A', 'B', 'C', 'D'])[n % 4 + 1],
            (ARRAY['operational', 'maintenance', 'inactive', 'repair'])[n % 4 + 1],
            (ARRAY['Running', 'Idle'])[n % 2 + 1], 'ONLINE',
            lower('EQ-' || n || ' Machine ' || md5(n::text)), now() - n * interval '1 second',
            l.id, (n % 900) / 10.0, (n % 1790) / 10.0,
            jsonb_build_object('fieldId', 'field_' || n % 500)
     FROM generate_series(1, ${ROWS}) n
     JOIN (SELECT id, row_number() OVER () AS k FROM assets.location) l ON l.k = n % 500 + 1`,
    [tenantId],
  );
  await admin.query('VACUUM ANALYZE assets.equipment, assets.location');
}

/** Milliseconds of one question to the agent, there and back. */
async function timed(ask) {
  const startedAt = performance.now();
  await ask();
  return performance.now() - startedAt;
}

const sequentialScans = async ({ database: { admin } }) => {
  const [row] = await admin.query(
    `SELECT pg_stat_force_next_flush(), seq_scan FROM pg_stat_user_tables
     WHERE schemaname = 'assets' AND relname = 'equipment'`,
  );
  return Number(row.seq_scan);
};

async function measure(plant) {
  const contracts = built('libs/contracts/src/index.js');
  const { ask } = built('libs/testing/src/index.js');
  const gateway = await plant.connect('gateway');
  const asking = (contract, request) => ask(gateway, contract, request, plant.caller());
  const list = (question) => asking(contracts.ListEquipment, question);
  const { items } = await list({ pageSize: 100 });
  const before = await sequentialScans(plant);
  const [lists, reads] = [[], []];
  const byQuestion = QUESTIONS.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, question] of QUESTIONS.entries()) {
      const { id: equipmentId } = items[(round * QUESTIONS.length + index) % items.length];
      const read = await timed(() => asking(contracts.GetEquipment, { equipmentId }));
      const listed = await timed(() => list(question));
      // The first round fills caches.
      if (round === 0) continue;
      reads.push(read);
      lists.push(listed);
      byQuestion[index].push(listed);
    }
  }
  const [all, read] = [figures(lists), figures(reads)];
  return {
    rows: ROWS,
    ...all,
    aimMs: AIM_MS,
    meetsAim: all.p95 < AIM_MS,
    primaryKeyRead: read,
    ratioOfMedians: Number((all.p50 / read.p50).toFixed(1)),
    sequentialScans: (await sequentialScans(plant)) - before,
    questions: QUESTIONS.map((question, index) => ({ question, ...figures(byQuestion[index]) })),
  };
}

export const bench = {
  name: 'equipment-list',
  what: 'equipment list with search and filter at 100,000 rows, asked of the agent, ms',
  run: () =>
    withPostgres(async () => {
      const { TestPlant } = built('libs/testing/src/index.js');
      const { AssetsModule } = built('apps/assets/src/assets.module.js');
      const plant = await TestPlant.start(built('migrations/index.js').schemas);
      try {
        await plant.startAgent('assets', AssetsModule);
        await fill(plant);
        return await measure(plant);
      } finally {
        await plant.stop();
      }
    }),
};
