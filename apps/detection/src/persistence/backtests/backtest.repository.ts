import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type BacktestView,
  type ListBacktests,
  type Page,
  type VersionBacktest,
} from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { Backtest, End } from '../../domain/backtests/backtest.js';
import { backtestView } from './backtest-view.js';

/** How long a job may be lost before its backtest is put into the queue again. */
const ENQUEUED_SECONDS = 10;
/** Longer than any one step takes. */
const STEP_SECONDS = 20;
const MOST_OF_A_VERSION = 20;

const COLUMNS = `id, state, reason, from_at AS "from", to_at AS "to", learn_days AS "learnDays",
  lead_hours AS "leadHours", settings, detector_version AS "detectorVersion",
  version_id AS "versionId", version_kind AS "versionKind",
  rule_id AS "ruleId", rule_version AS "ruleVersion", rule, equipment,
  equipment_done AS "equipmentDone", readings::float8 AS readings, requested_by AS "requestedBy",
  correlation_id AS "correlationId", attempt, tries, created_at AS "createdAt",
  started_at AS "startedAt", ended_at AS "endedAt", result`;

/** A backtest that is to be gone on with, by its ids. */
export interface DueBacktest {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
  readonly label: string;
}

/** What is known of a backtest when it is asked for. */
export type AskedBacktest = Pick<
  Backtest,
  | 'id'
  | 'from'
  | 'to'
  | 'learnDays'
  | 'leadHours'
  | 'settings'
  | 'detectorVersion'
  | 'versionId'
  | 'versionKind'
  | 'ruleId'
  | 'ruleVersion'
  | 'rule'
  | 'requestedBy'
  | 'correlationId'
  | 'createdAt'
>;

@Injectable()
export class BacktestRepository {
  async add(asked: AskedBacktest, equipmentIds: readonly string[], tx: Transaction) {
    const [added] = await tx.query<Backtest>(
      `INSERT INTO backtest (tenant_id, id, state, from_at, to_at, learn_days, lead_hours, settings,
         detector_version, rule_id, rule_version, rule, equipment, requested_by, correlation_id,
         created_at, version_id, version_kind)
       VALUES ($1, $2, 'queued', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
         $17)
       RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, asked.id, asked.from, asked.to, asked.learnDays, asked.leadHours],
        ...[JSON.stringify(asked.settings), asked.detectorVersion],
        ...[asked.ruleId, asked.ruleVersion, asked.rule && JSON.stringify(asked.rule)],
        ...[equipmentIds.length, asked.requestedBy, asked.correlationId, asked.createdAt],
        ...[asked.versionId, asked.versionKind],
      ],
    );
    await tx.query(
      `INSERT INTO backtest_machine (tenant_id, backtest_id, equipment_id)
       SELECT $1, $2, * FROM unnest($3::uuid[])`,
      [tx.tenantId, asked.id, equipmentIds],
    );
    if (!added) throw new Error('A backtest was added and is not there.');
    return added;
  }

  async find(id: string, tx: Transaction, lock = ''): Promise<Backtest | undefined> {
    const [row] = await tx.query<Backtest>(
      `SELECT ${COLUMNS} FROM backtest WHERE tenant_id = $1 AND id = $2 ${lock}`,
      [tx.tenantId, id],
    );
    return row;
  }

  lockFor(id: string, tx: Transaction): Promise<Backtest | undefined> {
    return this.find(id, tx, 'FOR UPDATE');
  }

  /** How many have not ended; whoever asks is alone in asking, until the end of the transaction. */
  async countActive(tx: Transaction): Promise<number> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('backtests ' || $1, 0))`, [
      tx.tenantId,
    ]);
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM backtest
       WHERE tenant_id = $1 AND state IN ('queued', 'running')`,
      [tx.tenantId],
    );
    return row?.count ?? 0;
  }

  /** A tenant's backtests are run one by one, in the order in which they were asked for. */
  leaseDue(limit: number, tx: SystemTransaction): Promise<DueBacktest[]> {
    return tx.query<DueBacktest>(
      `UPDATE backtest SET lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM backtest b
         WHERE state IN ('queued', 'running') AND lease_until < now() AND NOT EXISTS (
             SELECT 1 FROM backtest other WHERE other.tenant_id = b.tenant_id
               AND other.state IN ('queued', 'running')
               AND (other.created_at, other.id) < (b.created_at, b.id))
         ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempt, correlation_id AS "correlationId",
         'Backtest of ' || CASE WHEN rule_id IS NULL THEN 'a detector' ELSE 'an alarm rule' END
         || ' on ' || equipment || ' machines, ' || to_char(from_at, 'YYYY-MM-DD') || ' to '
         || to_char(to_at, 'YYYY-MM-DD') || ', for ' || requested_by AS label`,
      [limit],
    );
  }

  /** The number of attempts is the fence: of several that go on with it, the last one does. */
  async claim(id: string, attempt: number, tx: Transaction): Promise<Backtest | undefined> {
    const [claimed] = await tx.query<Backtest>(
      `UPDATE backtest SET attempt = attempt + 1, tries = tries + 1, state = 'running',
         started_at = coalesce(started_at, now()),
         lease_until = now() + make_interval(secs => ${STEP_SECONDS})
       WHERE tenant_id = $1 AND id = $2 AND attempt = $3 AND state IN ('queued', 'running')
       RETURNING ${COLUMNS}`,
      [tx.tenantId, id, attempt],
    );
    return claimed;
  }

  /** Keeps it for one more step; false when it has ended or somebody else goes on with it. */
  async hold(id: string, attempt: number, tx: Transaction): Promise<boolean> {
    const held = await tx.query(
      `UPDATE backtest SET lease_until = now() + make_interval(secs => ${STEP_SECONDS})
       WHERE tenant_id = $1 AND id = $2 AND attempt = $3 AND state = 'running' RETURNING 1`,
      [tx.tenantId, id, attempt],
    );
    return held.length > 0;
  }

  /** Lets any replica go on with it, and does not hold it against it that it had to stop. */
  async release(id: string, attempt: number, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE backtest SET lease_until = '-infinity', tries = 0
       WHERE tenant_id = $1 AND id = $2 AND attempt = $3`,
      [tx.tenantId, id, attempt],
    );
  }

  /** Goes on a little later with what it needs. */
  async putOff(id: string, attempt: number, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE backtest SET tries = 0, lease_until = now() + make_interval(secs => ${STEP_SECONDS})
       WHERE tenant_id = $1 AND id = $2 AND attempt = $3`,
      [tx.tenantId, id, attempt],
    );
  }

  async advance(id: string, readings: number, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE backtest SET equipment_done = equipment_done + 1, readings = readings + $3, tries = 0
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, readings],
    );
  }

  async end(
    id: string,
    state: End,
    { reason = null, result = null }: Partial<Pick<Backtest, 'reason' | 'result'>>,
    tx: Transaction,
  ): Promise<Backtest> {
    const [ended] = await tx.query<Backtest>(
      `UPDATE backtest SET state = $3, reason = left($4, 1000), result = $5, ended_at = now(),
         lease_until = '-infinity'
       WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, id, state, reason, result && JSON.stringify(result)],
    );
    if (!ended) throw new Error(`There is no backtest ${id} to end.`);
    return ended;
  }

  /** What the newest finished ones of a version came to. */
  async finishedOf(versionId: string, tx: Transaction): Promise<VersionBacktest[]> {
    const rows = await tx.query<Backtest>(
      `SELECT ${COLUMNS} FROM backtest
       WHERE tenant_id = $1 AND version_id = $2 AND state = 'done'
       ORDER BY ended_at DESC LIMIT ${MOST_OF_A_VERSION}`,
      [tx.tenantId, versionId],
    );
    return rows.flatMap(({ id: backtestId, from, to, result }) => {
      if (!result) return [];
      const { alarms, alarmsPerOperatorAndDay, load, caught, missed } = result;
      const window = { from: from.toISOString(), to: to.toISOString() };
      return [{ backtestId, ...window, alarms, alarmsPerOperatorAndDay, load, caught, missed }];
    });
  }

  async list(request: ListBacktests, tx: Transaction): Promise<Page<BacktestView>> {
    const { limit, offset } = pageWindow(request);
    const { state = null, ruleId = null, detectorVersion = null, versionId = null } = request;
    const rows = await tx.query<Backtest & { total: number }>(
      `SELECT ${COLUMNS}, (count(*) OVER ())::int AS total FROM backtest
       WHERE tenant_id = $1 AND ($2::text IS NULL OR state = $2)
         AND ($3::uuid IS NULL OR rule_id = $3) AND ($4::int IS NULL OR detector_version = $4)
         AND ($5::uuid IS NULL OR version_id = $5)
       ORDER BY created_at DESC, id DESC LIMIT $6 OFFSET $7`,
      [tx.tenantId, state, ruleId, detectorVersion, versionId, limit, offset],
    );
    return { items: rows.map(backtestView), totalCount: rows[0]?.total ?? 0 };
  }
}
