import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AlarmAcknowledged,
  GetAuditEntry,
  GetAuditHead,
  GetAuditKey,
  ListAuditEntries,
  ListSignedAuditHeads,
  UserAdded,
  WorkOrderCreated,
  WorkOrderStarted,
  type AuditEntryView,
  type CloudEvent,
  type FieldsOf,
  type Page,
  type Stretch,
  type SignedAuditHeadView,
} from '@libs/contracts';
import { dataSourceFor, sqlState, UnitOfWork } from '@libs/database';
import type { RunningAgent } from '@libs/runtime';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { compactVerify, importJWK, type JWK } from 'jose';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditModule } from './audit.module.js';
import { verifyAll, type TrailReport } from './verification/verify-all.js';

const PUMP = uuidv7();
const KEY = '01'.repeat(32);

describe('the audit trail', () => {
  let plant: TestPlant;
  let producers: Record<'maintenance' | 'alarms' | 'gateway', NatsConnection>;
  let agent: RunningAgent;
  let directory: string;
  let role: DataSource;
  let owner: DataSource;
  let other: string;

  const start = async (): Promise<RunningAgent> =>
    plant.startAgent('audit', AuditModule, { environment: { AUDIT_EXPORT_DIR: directory } });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-exports-'));
    plant = await TestPlant.start(schemas);
    producers = {
      maintenance: await plant.connect('maintenance'),
      alarms: await plant.connect('alarms'),
      gateway: await plant.connect('gateway'),
    };
    const connect = (databaseUrl: string): Promise<DataSource> => {
      const limits = { databasePoolSize: 4, databaseStatementTimeoutMs: 5_000 };
      return dataSourceFor('audit', [], { databaseUrl, ...limits }).initialize();
    };
    role = await connect(plant.database.urlFor('audit'));
    owner = await connect(plant.database.adminUrl);
    agent = await start();
  });

  beforeEach(() => {
    other = uuidv7();
  });

  afterAll(async () => {
    await Promise.all([role.destroy(), owner.destroy()]);
    await plant.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const created = (tenantId: string, workOrderId = uuidv7()): CloudEvent =>
    aCloudEvent(
      WorkOrderCreated,
      {
        ...{ workOrderId, number: 'WO-000001', equipmentId: PUMP, priority: 'high' },
        ...{ title: 'Replace the seal', kind: 'corrective_deferred', description: 'It leaks.' },
      },
      { tenantId },
    );
  const started = (tenantId: string, workOrderId: string): CloudEvent => ({
    ...aCloudEvent(
      WorkOrderStarted,
      {
        ...{ workOrderId, number: 'WO-000001', equipmentId: PUMP, priority: 'high' },
        ...{ title: 'Replace the seal', assignee: 'Tess' },
      },
      { tenantId },
    ),
    actor: 'user:tess',
  });
  const callerOf = (tenantId: string) => ({ ...plant.caller(), tenantId });
  const list = (
    tenantId: string,
    request: FieldsOf<ListAuditEntries> = {},
  ): Promise<Page<AuditEntryView> | Stretch<AuditEntryView>> =>
    ask(producers.gateway, ListAuditEntries, request, callerOf(tenantId));
  const publish = async (...events: CloudEvent[]): Promise<void> => {
    for (const event of events) {
      const agentOf = event.type.split('.')[0] as keyof typeof producers;
      await publishEvent(producers[agentOf], event);
    }
  };
  const entriesOf = (tenantId: string, count: number): Promise<AuditEntryView[]> =>
    eventually(`${count} entries`, async () => {
      const page = await list(tenantId, { order: 'oldest', pageSize: 100 });
      return (page.totalCount ?? 0) >= count && [...page.items];
    });
  const verify = async (tenant?: string): Promise<TrailReport[]> => {
    const reports: TrailReport[] = [];
    const options = { tenant, exports: directory, keys: [] };
    for await (const report of verifyAll(new UnitOfWork(owner), options, KEY)) {
      reports.push(report);
    }
    return reports;
  };

  it('AUD-01: tells who did what, when, to what, with what is known before and after', async () => {
    const workOrderId = uuidv7();
    const first = created(other, workOrderId);
    const second = { ...started(other, workOrderId), causationid: first.id };
    await publish(first, second);
    const [, entry] = await entriesOf(other, 2);
    expect(entry).toMatchObject({
      seq: 2,
      eventId: second.id,
      at: second.time.replace('Z', '000Z'),
      actor: 'user:tess',
      action: 'maintenance.work_order.started.v1',
      agent: 'maintenance',
      entityKind: 'work_order',
      entityId: workOrderId,
      equipmentId: PUMP,
      before: first.data,
      after: { ...first.data, ...second.data },
      correlationId: second.correlationid,
      causationId: first.id,
    });
    const caller = callerOf(other);
    for (const id of ['2', second.id, second.id.toUpperCase()]) {
      expect(await ask(producers.gateway, GetAuditEntry, { entry: id }, caller)).toEqual(entry);
    }
    const head = await ask(producers.gateway, GetAuditHead, {}, caller);
    expect(head).toEqual({ seq: 2, hash: entry?.hash });
  });

  it('AUD-02: finds the story of a work order, a machine, a person or a correlation', async () => {
    const [mine, theirs] = [uuidv7(), uuidv7()];
    const correlation = uuidv7();
    const acknowledged = aCloudEvent(
      AlarmAcknowledged,
      {
        ...{ alarmId: uuidv7(), equipmentId: PUMP, rule: 'limit', severity: 'high' },
        ...{ message: 'It is hot', acknowledgedBy: 'Tess', occurredAt: '2026-11-21T08:00:00Z' },
      },
      { tenantId: other, correlationId: correlation },
    );
    const told = [
      { ...created(other, mine), time: '2026-01-01T00:00:00Z' },
      { ...created(other, theirs), time: '2026-01-02T00:00:00Z' },
      { ...started(other, mine), time: '2026-01-03T00:00:00Z' },
      { ...acknowledged, time: '2026-01-04T00:00:00Z' },
    ];
    await publish(...told);
    await entriesOf(other, 4);
    const seqs = async (request: FieldsOf<ListAuditEntries>): Promise<number[]> =>
      (await list(other, request)).items.map(({ seq }) => seq);
    expect(await seqs({})).toEqual([4, 3, 2, 1]);
    expect(await seqs({ entityKind: 'work_order', entityId: mine })).toEqual([3, 1]);
    expect(await seqs({ equipmentId: PUMP, order: 'oldest' })).toEqual([1, 2, 3, 4]);
    expect(await seqs({ actor: 'user:tess' })).toEqual([3]);
    expect(await seqs({ correlationId: correlation })).toEqual([4]);
    expect(await seqs({ action: 'maintenance.work_order.' })).toEqual([3, 2, 1]);
    expect(await seqs({ action: 'maintenance%' })).toEqual([]);
    expect(await seqs({ from: '2026-01-02T00:00:00Z', to: '2026-01-04T00:00:00Z' })).toEqual([
      3, 2,
    ]);
    expect(await seqs({ pageSize: 2, cursor: '4' })).toEqual([3, 2]);
    expect(await seqs({ pageSize: 2, cursor: '2', order: 'oldest' })).toEqual([3, 4]);
    expect(await seqs({ pageSize: 3, page: 2 })).toEqual([1]);
  });

  it('keeps a chain of its own for each tenant, that no other can see', async () => {
    const another = uuidv7();
    await publish(created(other), created(another), created(other), created(another));
    const [mine, theirs] = [await entriesOf(other, 2), await entriesOf(another, 2)];
    expect([...mine, ...theirs].map(({ seq }) => seq)).toEqual([1, 2, 1, 2]);
    const foreign = theirs[0]?.eventId ?? '';
    const asking = ask(producers.gateway, GetAuditEntry, { entry: foreign }, callerOf(other));
    await expect(asking).rejects.toMatchObject({ problem: { status: 404 } });
    expect((await list(uuidv7())).totalCount).toBe(0);
    const seen = await new UnitOfWork(role).run(other, (tx) =>
      tx.query<{ tenant: string }>('SELECT DISTINCT tenant_id AS tenant FROM audit_entry'),
    );
    expect(seen).toEqual([{ tenant: other }]);
  });

  it('has one entry per event, however often the broker gives it and whenever it is killed', async () => {
    const events = Array.from({ length: 60 }, () => created(other));
    await publish(...events.slice(0, 20), ...events.slice(0, 10));
    await agent.stop();
    await publish(...events.slice(5, 40));
    agent = await start();
    await publish(...events.slice(30, 60));
    await plant.restartNats({ wipe: true });
    for (const event of events) {
      await eventually('the broker to take it', async () => {
        const subject = `event.${other}.maintenance.work_order.created`;
        await jetstream(producers.maintenance).publish(subject, JSON.stringify(event));
        return true;
      });
    }
    const last = created(other);
    await publish(last);
    const entries = await entriesOf(other, 61);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
    expect(new Set(entries.map(({ eventId }) => eventId))).toEqual(
      new Set([...events, last].map(({ id }) => id)),
    );
    expect((await verify(other))[0]).toMatchObject({ rows: 61 });
    expect((await verify(other))[0]?.broken).toBeUndefined();
  });

  it.each<[string, string]>([
    ['a number that JSON cannot tell', '{"workOrderId":1e400}'],
    ['nesting without end', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('sets %s aside and goes on', async (_, data) => {
    const { data: __, ...envelope } = created(other);
    const body = `${JSON.stringify(envelope).slice(0, -1)},"data":${data}}`;
    const subject = `event.${other}.maintenance.work_order.created`;
    await jetstream(producers.maintenance).publish(subject, body);
    await publish(created(other));
    expect(await entriesOf(other, 1)).toHaveLength(1);
    const [row] = await plant.database.admin.query<{ count: number }[]>(
      'SELECT count(*)::int FROM audit.quarantine WHERE tenant_id = $1 AND raw = $2',
      [other, Buffer.from(body)],
    );
    expect(row?.count).toBe(1);
  });

  it('keeps what no text column takes as it is written in JSON', async () => {
    const roles = ['\0', '\ud800', '1e400', '€'];
    const user = { userId: uuidv7(), username: 'tess', enabled: true, version: 1, roles };
    await publish(aCloudEvent(UserAdded, user, { tenantId: other }));
    const [entry] = await entriesOf(other, 1);
    expect(entry?.after).toEqual(user);
    expect((await verify(other))[0]?.broken).toBeUndefined();
  });

  it.each([
    ['UPDATE audit.audit_entry SET actor = actor', 'the agent'],
    ['DELETE FROM audit.audit_entry', 'the agent'],
    ['TRUNCATE audit.audit_entry', 'the agent'],
    ['UPDATE audit.audit_export SET hash = hash', 'the agent'],
    ['DELETE FROM audit.audit_export', 'the agent'],
    ['DELETE FROM audit.audit_head', 'the agent'],
    ['ALTER TABLE audit.audit_entry DISABLE TRIGGER ALL', 'the agent'],
    ['UPDATE audit.audit_entry SET actor = actor', 'even a superuser'],
    ['DELETE FROM audit.audit_entry', 'even a superuser'],
    ['TRUNCATE audit.audit_entry', 'even a superuser'],
    ['DELETE FROM audit.audit_export', 'even a superuser'],
  ])('refuses "%s" to %s', async (sql, who) => {
    const source = who === 'the agent' ? role : plant.database.admin;
    const state = await source.query(sql).then(
      () => 'done',
      (error: unknown) => sqlState(error),
    );
    expect(state).toBe('42501');
  });

  it('SCH-03 EVT-19: signs the end of each chain once a day, for everybody to verify', async () => {
    await publish(created(other));
    const signed = await eventually('the signed head', async () => {
      const page: Page<SignedAuditHeadView> = await ask(
        producers.gateway,
        ListSignedAuditHeads,
        {},
        callerOf(other),
      );
      return page.items[0];
    });
    const { jwk, keyId } = await ask(producers.gateway, GetAuditKey, {}, callerOf(other));
    const { payload } = await compactVerify(signed.jws, await importJWK(jwk as JWK, 'EdDSA'));
    const { seq, hash, signedAt: at, day } = signed;
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual({ tenant: other, seq, hash, at });
    expect(signed.keyId).toBe(keyId);
    const lines = (await readFile(join(directory, `${day}.jsonl`), 'utf8')).trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toContainEqual({
      tenantId: other,
      ...{ day, seq, hash, signedAt: at, keyId, jws: signed.jws },
    });
    const [row] = await plant.database.admin.query<{ due: Date }[]>(
      'SELECT sign_due_at AS due FROM audit.audit_head WHERE tenant_id = $1',
      [other],
    );
    const tomorrow = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
    expect(row?.due).toEqual(new Date(tomorrow));
    expect(await readdir(directory)).toEqual([`${day}.jsonl`]);
  });

  it('is intact after all that', async () => {
    const reports = await verify();
    expect(reports.filter((each) => each.broken)).toEqual([]);
    expect(reports.reduce((sum, each) => sum + each.signedHeads, 0)).toBeGreaterThan(0);
  });
});
