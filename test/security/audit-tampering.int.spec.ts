import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnomalyDetected, WorkOrderCreated, WorkOrderStarted } from '@libs/contracts';
import { dataSourceFor, UnitOfWork, type Transaction } from '@libs/database';
import {
  aCloudEvent,
  Chance,
  createDatabase,
  report,
  scaleOf,
  type TestDatabase,
} from '@libs/testing';
import { schemas } from '@migrations';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { hashOf } from '../../apps/audit/src/chain/entry-hash.js';
import { readSigningKey } from '../../apps/audit/src/chain/keys.js';
import { signHead } from '../../apps/audit/src/chain/signed-heads.js';
import type { ChainedEntry } from '../../apps/audit/src/domain/entry.js';
import { EntryRepository } from '../../apps/audit/src/persistence/entry.repository.js';
import { HeadRepository } from '../../apps/audit/src/persistence/head.repository.js';
import { RecordEvents } from '../../apps/audit/src/recording/record-events.js';
import { verifyAll, type TrailReport } from '../../apps/audit/src/verification/verify-all.js';

const TAMPERS = scaleOf('AUDIT_TAMPERS', 250);
const ROWS = { mine: 2_000, theirs: 1_000 };
const SIGNED_EVERY = 500;
const SEED = '0123456789abcdef'.repeat(4);
const FOREIGN_SEED = 'fedcba9876543210'.repeat(4);
/** Numbers far from those in use, for the time of a change. */
const ASIDE = 1_000_000_000;

const chance = new Chance();
const pick = <T>(items: readonly T[]): T => {
  const item = items[chance.below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};
const hexDigits = '0123456789abcdef';
/** The same text with one character that is another. */
const misspelt = (text: string, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789 €'): string => {
  if (text === '') return pick(alphabet.split(/(?:)/u));
  const at = chance.below(text.length);
  const others = alphabet.split(/(?:)/u).filter((letter) => letter !== text[at]);
  return text.slice(0, at) + pick(others) + text.slice(at + 1);
};

/** A change was undone. */
class Undone extends Error {}

/** Where a tamper is to be found: in whose trail, at which row. */
interface Place {
  readonly tenantId: string;
  readonly seq: number;
}

type Tamper = (trail: Trail, tx: Transaction) => Promise<Place>;

interface Trail {
  readonly tenantId: string;
  readonly rows: readonly ChainedEntry[];
}

const set = async (column: string, value: string, { tenantId, seq }: Place, tx: Transaction) => {
  const cast = { before: 'text', after: 'text' }[column] ?? '';
  const to = column.endsWith('hash') ? `decode($3, 'hex')` : `$3${cast && `::${cast}`}`;
  await tx.query(`UPDATE audit_entry SET ${column} = ${to} WHERE tenant_id = $1 AND seq = $2`, [
    tenantId,
    seq,
    value,
  ]);
};
const rewrite = async (rows: readonly ChainedEntry[], tx: Transaction): Promise<void> => {
  await tx.query(
    `UPDATE audit_entry SET actor = row.actor, previous_hash = decode(row.previous, 'hex'),
       hash = decode(row.hash, 'hex')
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[])
       AS row (seq, actor, previous, hash)
     WHERE audit_entry.tenant_id = $1 AND audit_entry.seq = row.seq`,
    [
      rows[0]?.tenantId,
      rows.map((row) => row.seq),
      rows.map((row) => row.actor),
      rows.map((row) => row.previousHash),
      rows.map((row) => row.hash),
    ],
  );
};
const moveHead = (tenantId: string, row: ChainedEntry | undefined, tx: Transaction) =>
  tx.query(`UPDATE audit_head SET seq = $2, hash = decode($3, 'hex') WHERE tenant_id = $1`, [
    tenantId,
    row?.seq ?? 0,
    row?.hash ?? '0'.repeat(64),
  ]);
/** Moves every row from `seq` on by one place. */
const shift = async ({ tenantId, seq }: Place, by: 1 | -1, tx: Transaction): Promise<void> => {
  const move = (from: number, offset: number) =>
    tx.query('UPDATE audit_entry SET seq = seq + $3 WHERE tenant_id = $1 AND seq >= $2', [
      tenantId,
      from,
      offset,
    ]);
  await move(seq, ASIDE);
  await move(ASIDE, by - ASIDE);
};
const remove = ({ tenantId, seq }: Place, tx: Transaction) =>
  tx.query('DELETE FROM audit_entry WHERE tenant_id = $1 AND seq = $2', [tenantId, seq]);
const hashed = (row: ChainedEntry): ChainedEntry => ({
  ...row,
  hash: hashOf(row.previousHash, row),
});
const forged = (previous: ChainedEntry | undefined, like: ChainedEntry): ChainedEntry =>
  hashed({
    ...like,
    seq: (previous?.seq ?? 0) + 1,
    eventId: uuidv7(),
    actor: 'user:nobody',
    previousHash: previous?.hash ?? '0'.repeat(64),
  });
const placeOf = ({ tenantId, seq }: ChainedEntry): Place => ({ tenantId, seq });

/** Text columns, with what is in them. */
const TEXTS: Readonly<Record<string, (row: ChainedEntry) => string | null>> = {
  actor: (row) => row.actor,
  action: (row) => row.action,
  agent: (row) => row.agent,
  entity_kind: (row) => row.entityKind,
  entity_id: (row) => row.entityId,
  equipment_id: (row) => row.equipmentId,
  before: (row) => row.before,
  after: (row) => row.after,
  causation_id: (row) => row.causationId,
};
const flipText: Tamper = async ({ rows }, tx) => {
  const row = pick(rows);
  const [column, of] = pick(Object.entries(TEXTS));
  await set(column, misspelt(of(row) ?? ''), placeOf(row), tx);
  return placeOf(row);
};
const flipTyped: Tamper = async ({ rows }, tx) => {
  const row = pick(rows);
  const microseconds = pick([1, -1, 1_000, 86_400_000_000]);
  const moved = BigInt(Date.parse(row.at)) * 1_000n + BigInt(microseconds);
  const instant = new Date(Number(moved / 1_000n)).toISOString();
  const [column, value] = pick<[string, string]>([
    ['event_id', uuidv7()],
    ['correlation_id', uuidv7()],
    ['at', instant.replace('Z', `${String(moved % 1_000n).padStart(3, '0')}Z`)],
    ['previous_hash', misspelt(row.previousHash, hexDigits)],
    ['hash', misspelt(row.hash, hexDigits)],
  ]);
  await set(column, value, placeOf(row), tx);
  return placeOf(row);
};
const moveRow: Tamper = async ({ rows }, tx) => {
  const row = pick(rows);
  const [column, value] = pick([
    ['tenant_id', uuidv7()],
    ['seq', String(ASIDE + row.seq)],
  ] as const);
  await set(column, value, placeOf(row), tx);
  return placeOf(row);
};
const forget: Tamper = async ({ rows }, tx) => {
  const row = pick(rows.filter((each) => each.before !== null && each.equipmentId !== null));
  const column = pick(['before', 'equipment_id', 'entity_id']);
  const { tenantId, seq } = row;
  await tx.query(`UPDATE audit_entry SET ${column} = NULL WHERE tenant_id = $1 AND seq = $2`, [
    tenantId,
    seq,
  ]);
  return placeOf(row);
};
const hashAnew: Tamper = async ({ rows }, tx) => {
  const row = pick(rows);
  const changed = pick([
    { ...row, actor: misspelt(row.actor) },
    { ...row, previousHash: misspelt(row.previousHash, hexDigits) },
  ]);
  await rewrite([hashed(changed)], tx);
  return placeOf(row);
};
const deleteRow: Tamper = async ({ rows }, tx) => {
  const row = pick(rows);
  await remove(placeOf(row), tx);
  return placeOf(row);
};
const deleteAndCloseGap: Tamper = async ({ tenantId, rows }, tx) => {
  const row = pick(rows);
  await remove(placeOf(row), tx);
  await shift(placeOf(row), -1, tx);
  if (chance.below(2) === 0) await moveHead(tenantId, rows.at(-2), tx);
  return placeOf(row);
};
const insertRow: Tamper = async ({ rows }, tx) => {
  const index = chance.below(rows.length);
  const added = forged(rows[index - 1], pick(rows));
  await shift(placeOf(added), 1, tx);
  const hash = chance.below(2) === 0 ? added.hash : misspelt(added.hash, hexDigits);
  await new EntryRepository().add([{ ...added, hash }], tx);
  return placeOf(added);
};
const addBehindHead: Tamper = async ({ rows }, tx) => {
  const added = forged(rows.at(-1), pick(rows));
  await new EntryRepository().add([added], tx);
  return placeOf(added);
};
const swapRows: Tamper = async ({ rows, tenantId }, tx) => {
  const index = chance.below(rows.length - 1);
  const distance = pick([1, 1 + chance.below(rows.length - 1 - index)]);
  const [first, second] = [rows[index], rows[index + distance]];
  if (!first || !second) throw new Error('no two rows');
  const aside = { tenantId, seq: ASIDE };
  await set('seq', String(ASIDE), placeOf(first), tx);
  await set('seq', String(first.seq), placeOf(second), tx);
  await set('seq', String(second.seq), aside, tx);
  return placeOf(first);
};
const swapContents: Tamper = async ({ rows }, tx) => {
  const first = pick(rows.slice(0, -1));
  const second = pick(rows.filter((row) => row.seq > first.seq && row.after !== first.after));
  await set('after', second.after, placeOf(first), tx);
  await set('after', first.after, placeOf(second), tx);
  return placeOf(first);
};
const cutTail: Tamper = async ({ rows, tenantId }, tx) => {
  const seq = 1 + chance.below(rows.length);
  await tx.query('DELETE FROM audit_entry WHERE tenant_id = $1 AND seq >= $2', [tenantId, seq]);
  if (chance.below(2) === 0) await moveHead(tenantId, rows[seq - 2], tx);
  return { tenantId, seq };
};
const rewriteFromRow: Tamper = async ({ rows, tenantId }, tx) => {
  const from = pick(rows);
  const anew: ChainedEntry[] = [];
  let previousHash = from.previousHash;
  for (const row of rows.slice(from.seq - 1)) {
    const actor = row === from ? misspelt(row.actor) : row.actor;
    const rewritten = hashed({ ...row, actor, previousHash });
    previousHash = rewritten.hash;
    anew.push(rewritten);
  }
  await rewrite(anew, tx);
  await moveHead(tenantId, anew.at(-1), tx);
  // The signed heads in the database go too: the copies that lie elsewhere stay.
  if (chance.below(2) === 0) {
    await tx.query('DELETE FROM audit_export WHERE tenant_id = $1 AND seq >= $2', [
      tenantId,
      from.seq,
    ]);
  }
  return placeOf(from);
};
const changeHead: Tamper = async ({ rows, tenantId }, tx) => {
  const last = rows.at(-1);
  if (!last) throw new Error('no row');
  const back = 1 + chance.below(20);
  const kind = chance.below(4);
  if (kind === 0) await tx.query('DELETE FROM audit_head WHERE tenant_id = $1', [tenantId]);
  if (kind === 1) await moveHead(tenantId, { ...last, hash: misspelt(last.hash, hexDigits) }, tx);
  if (kind === 2) await moveHead(tenantId, rows[last.seq - 1 - back], tx);
  if (kind < 3) return placeOf(last);
  await moveHead(tenantId, { ...last, seq: last.seq + back }, tx);
  return { tenantId, seq: last.seq + 1 };
};
const changeSignedHead: Tamper = async ({ rows, tenantId }, tx) => {
  const seq = SIGNED_EVERY * (1 + chance.below(rows.length / SIGNED_EVERY));
  const row = rows[seq - 1];
  if (!row) throw new Error('no row');
  const foreign = await signHead(tenantId, row, new Date(), readSigningKey(FOREIGN_SEED));
  const [column, value] = pick([
    ['hash', `decode('${misspelt(row.hash, hexDigits)}', 'hex')`],
    ['jws', `'${foreign.jws}'`],
    ['jws', `left(jws, -2)`],
    ['jws', `replace(jws, '.', '.A')`],
    ['signed_at', `signed_at + interval '1 ms'`],
    ['key_id', `'${foreign.keyId}'`],
  ] as const);
  await tx.query(`UPDATE audit_export SET ${column} = ${value} WHERE tenant_id = $1 AND seq = $2`, [
    tenantId,
    seq,
  ]);
  return { tenantId, seq };
};
const kinds: Readonly<Record<string, Tamper>> = {
  ...{ flipText, flipTyped, moveRow, forget, hashAnew, deleteRow, deleteAndCloseGap, insertRow },
  ...{ addBehindHead, swapRows, swapContents, cutTail, rewriteFromRow, changeHead },
  changeSignedHead,
};

describe('an audit trail that was tampered with', () => {
  let database: TestDatabase;
  let source: DataSource;
  let directory: string;
  const trails: Trail[] = [];
  const counts = { tampers: 0, missed: 0, wrongRow: 0 };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-exports-'));
    database = await createDatabase(schemas);
    source = await dataSourceFor('audit', [], {
      databaseUrl: database.adminUrl,
      databasePoolSize: 4,
      databaseStatementTimeoutMs: 30_000,
    }).initialize();
    for (const count of Object.values(ROWS)) trails.push(await record(uuidv7(), count));
  }, 120_000);

  afterAll(async () => {
    report('audit-tampers', counts);
    await source.destroy();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });

  const record = async (tenantId: string, count: number): Promise<Trail> => {
    const heads = new HeadRepository();
    const recording = new RecordEvents(new EntryRepository(), heads);
    const key = readSigningKey(SEED);
    for (let day = 1; day * SIGNED_EVERY <= count; day += 1) {
      await new UnitOfWork(source).run(tenantId, async (tx) => {
        await recording.record(events(tenantId, SIGNED_EVERY), tx);
        const head = await heads.lock(tx);
        const signed = await signHead(tenantId, head, new Date(Date.UTC(2026, 0, day)), key);
        await heads.addSigned(signed, tx);
        const file = join(directory, `${signed.day}.jsonl`);
        await writeFile(file, `${JSON.stringify(signed)}\n`, { flag: 'a' });
      });
    }
    const rows = await new UnitOfWork(source).run(tenantId, (tx) =>
      new EntryRepository().behind(0, count, tx),
    );
    return { tenantId, rows };
  };

  const verify = async (tx: Transaction): Promise<TrailReport[]> => {
    const within = (tenantId: string): Transaction => ({ ...tx, tenantId });
    const oneTransaction: Pick<UnitOfWork, 'run' | 'system'> = {
      run: (tenantId, work) => work(within(tenantId)),
      system: (work) => work({ query: tx.query, within: async (tenantId) => within(tenantId) }),
    };
    const reports: TrailReport[] = [];
    const options = { tenant: undefined, exports: directory, keys: [] };
    for await (const each of verifyAll(oneTransaction, options, SEED)) reports.push(each);
    return reports;
  };

  /** Tampers as the database's owner can, verifies, and undoes it. */
  const found = async (tamper: Tamper, trail: Trail): Promise<[Place, TrailReport[]]> => {
    let result: [Place, TrailReport[]] | undefined;
    const undone = new UnitOfWork(source).run(trail.tenantId, async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      const place = await tamper(trail, tx);
      result = [place, await verify(tx)];
      throw new Undone();
    });
    await expect(undone).rejects.toThrow(Undone);
    if (!result) throw new Error('nothing was verified');
    return result;
  };

  it('is intact before', async () => {
    const reports = await new UnitOfWork(source).run(uuidv7(), verify);
    expect(reports.map(({ rows }) => rows).sort()).toEqual([1_000, 2_000]);
    expect(reports.filter((each) => each.broken)).toEqual([]);
  });

  it(`is found out ${TAMPERS} times of ${TAMPERS}, the row named`, async () => {
    const misses: unknown[] = [];
    const names = Object.keys(kinds);
    for (let number = 0; number < TAMPERS; number += 1) {
      const kind = names[number % names.length] ?? '';
      const tamper = kinds[kind];
      if (!tamper) throw new Error(`no tamper ${kind}`);
      const [place, reports] = await found(tamper, pick(trails));
      const broken = reports.find((each) => each.tenantId === place.tenantId)?.broken;
      const named = broken && broken.since <= place.seq && place.seq <= broken.seq;
      // Only of a stretch that was rewritten, hashes and all, no one row can be told; a row that
      // was signed itself and hashed anew may be the end of such a stretch.
      const mayBeStretch =
        kind === 'rewriteFromRow' || (kind === 'hashAnew' && broken?.seq === place.seq);
      const exactly = mayBeStretch || broken?.since === broken?.seq;
      counts.tampers += 1;
      if (!broken) counts.missed += 1;
      else if (!named || !exactly) counts.wrongRow += 1;
      if (!named || !exactly) misses.push({ kind, place, broken, seed: chance.seed });
      // What was undone still lies about in the pages.
      if (number % 100 === 99) await source.query('VACUUM audit.audit_entry');
    }
    expect(misses).toEqual([]);
    expect(counts).toEqual({ tampers: TAMPERS, missed: 0, wrongRow: 0 });
  }, 600_000);
});

function events(tenantId: string, count: number) {
  const orders = Array.from({ length: 20 }, () => uuidv7());
  return Array.from({ length: count }, (_, index) => {
    const about = { tenantId, correlationId: uuidv7() };
    const equipmentId = pick(orders);
    const order = {
      ...{ workOrderId: pick(orders), number: 'WO-000042', equipmentId, title: 'Seal: 5 µm' },
      priority: 'high' as const,
    };
    switch (index % 3) {
      case 0: {
        const kind = 'corrective_deferred' as const;
        return aCloudEvent(WorkOrderCreated, { ...order, kind, description: '„leaks“' }, about);
      }
      case 1:
        return {
          ...aCloudEvent(WorkOrderStarted, { ...order, assignee: 'Tess' }, about),
          actor: 'user:tess',
          causationid: uuidv7(),
        };
      default:
        return aCloudEvent(
          AnomalyDetected,
          {
            ...{ anomalyId: uuidv7(), equipmentId, sensorId: uuidv7(), sensorKey: 'vibration' },
            ...{ measuredAt: '2026-11-21T08:00:00Z', value: chance.next() * 1e-7, unit: 'mm/s' },
            ...{ score: chance.next(), severity: 'alarm' as const, parts: { range: 0.1 + 0.2 } },
            ...{ explanation: 'It shakes', detectorVersion: '1' },
          },
          about,
        );
    }
  });
}
