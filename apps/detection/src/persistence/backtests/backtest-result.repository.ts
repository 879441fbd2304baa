import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type AlarmsOfDay,
  type BacktestAlarmView,
  type BacktestResult,
  type KnownFailure,
  type ListBacktestAlarms,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { BacktestAlarm } from '../../domain/backtests/alarm-book.js';
import type { MachineVerdict } from '../../domain/backtests/judge-alarms.js';

const FAILURES_TOLD = 500;
const SLICE_SECONDS = 600;

interface AlarmRow extends Omit<BacktestAlarmView, 'beganAt' | 'endedAt'> {
  beganAt: Date;
  endedAt: Date | null;
  total: number;
}

/** What a result says that can be counted. */
export type Counted = Omit<BacktestResult, 'operators' | 'alarmsPerOperatorAndDay' | 'load'>;

/** What a backtest found, machine by machine. */
@Injectable()
export class BacktestResultRepository {
  /** The next machine to be judged. */
  async nextMachine(backtestId: string, tx: Transaction): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT equipment_id AS id FROM backtest_machine
       WHERE tenant_id = $1 AND backtest_id = $2 AND NOT done ORDER BY equipment_id LIMIT 1`,
      [tx.tenantId, backtestId],
    );
    return row?.id;
  }

  async countAlarms(backtestId: string, tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM backtest_alarm WHERE tenant_id = $1 AND backtest_id = $2`,
      [tx.tenantId, backtestId],
    );
    return row?.count ?? 0;
  }

  async keep(
    { id, equipmentId }: { readonly id: string; readonly equipmentId: string },
    alarms: readonly BacktestAlarm[],
    { failures, unexplained, knownWrong }: MachineVerdict,
    tx: Transaction,
  ): Promise<void> {
    const about = [tx.tenantId, id, equipmentId];
    await tx.query(
      `UPDATE backtest_machine SET done = true, unexplained = $4, known_wrong = $5
       WHERE tenant_id = $1 AND backtest_id = $2 AND equipment_id = $3`,
      [...about, unexplained, knownWrong],
    );
    await tx.query(
      `INSERT INTO backtest_alarm (tenant_id, backtest_id, equipment_id, place, raised_by, kind,
         sensor_key, began_at, ended_at, severity, score, explanation)
       SELECT $1, $2, $3, row_number() OVER (), a."by", a.kind, a."sensorKey",
         to_timestamp(a."beganMs" / 1000), to_timestamp(a."endedMs" / 1000), a.severity, a.score,
         a.explanation
       FROM jsonb_to_recordset($4::jsonb) AS a ("by" text, kind text, "sensorKey" text,
         "beganMs" float8, "endedMs" float8, severity text, score float8, explanation text)`,
      [...about, JSON.stringify(alarms)],
    );
    await tx.query(
      `INSERT INTO backtest_failure (tenant_id, backtest_id, equipment_id, source, source_id, what,
         failed_at, lead_seconds)
       SELECT $1, $2, $3, f.source, f."sourceId", f.what, to_timestamp(f."atMs" / 1000),
         f."leadMs" / 1000
       FROM jsonb_to_recordset($4::jsonb) AS f (source text, "sourceId" uuid, what text,
         "atMs" float8, "leadMs" float8)`,
      [...about, JSON.stringify(failures)],
    );
  }

  /** The whole, once every machine is done. */
  async count(backtestId: string, from: Date, tx: Transaction): Promise<Counted> {
    const of = [tx.tenantId, backtestId];
    const [machines] = await tx.query<{ unexplained: number; knownWrong: number }>(
      `SELECT coalesce(sum(unexplained), 0)::int AS unexplained,
         coalesce(sum(known_wrong), 0)::int AS "knownWrong"
       FROM backtest_machine WHERE tenant_id = $1 AND backtest_id = $2`,
      of,
    );
    const [failures] = await tx.query<{ all: number; caught: number; middle: number | null }>(
      `SELECT count(*)::int AS all, count(lead_seconds)::int AS caught,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY lead_seconds) AS middle
       FROM backtest_failure WHERE tenant_id = $1 AND backtest_id = $2`,
      of,
    );
    const [peak] = await tx.query<{ alarms: number }>(
      `SELECT count(*)::int AS alarms FROM backtest_alarm
       WHERE tenant_id = $1 AND backtest_id = $2
       GROUP BY floor(extract(epoch FROM began_at - $3) / ${SLICE_SECONDS})
       ORDER BY 1 DESC LIMIT 1`,
      [...of, from],
    );
    const days = await tx.query<AlarmsOfDay>(
      `SELECT to_char(began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on, count(*)::int AS alarms
       FROM backtest_alarm WHERE tenant_id = $1 AND backtest_id = $2 GROUP BY 1 ORDER BY 1`,
      of,
    );
    const [all, caught] = [failures?.all ?? 0, failures?.caught ?? 0];
    return {
      alarms: await this.countAlarms(backtestId, tx),
      peakPerTenMinutes: peak?.alarms ?? 0,
      failures: all,
      caught,
      missed: all - caught,
      medianLeadSeconds: failures?.middle ?? null,
      unexplained: machines?.unexplained ?? 0,
      knownWrong: machines?.knownWrong ?? 0,
      knownFailures: await this.failuresOf(backtestId, tx),
      days,
    };
  }

  async listAlarms(request: ListBacktestAlarms, tx: Transaction): Promise<Page<BacktestAlarmView>> {
    const { limit, offset } = pageWindow(request);
    const rows = await tx.query<AlarmRow>(
      `SELECT equipment_id AS "equipmentId", raised_by AS by, kind, sensor_key AS "sensorKey",
         began_at AS "beganAt", ended_at AS "endedAt", severity, score, explanation,
         (count(*) OVER ())::int AS total
       FROM backtest_alarm WHERE tenant_id = $1 AND backtest_id = $2
         AND ($3::uuid IS NULL OR equipment_id = $3)
       ORDER BY began_at, equipment_id, place LIMIT $4 OFFSET $5`,
      [tx.tenantId, request.backtestId, request.equipmentId ?? null, limit, offset],
    );
    const items = rows.map(({ total: _, beganAt, endedAt, ...row }) => ({
      ...row,
      beganAt: beganAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    return { items, totalCount: rows[0]?.total ?? 0 };
  }

  private async failuresOf(backtestId: string, tx: Transaction): Promise<KnownFailure[]> {
    const rows = await tx.query<Omit<KnownFailure, 'at'> & { at: Date }>(
      `SELECT equipment_id AS "equipmentId", source, source_id AS "sourceId", what,
         failed_at AS at, lead_seconds AS "leadSeconds"
       FROM backtest_failure WHERE tenant_id = $1 AND backtest_id = $2
       ORDER BY failed_at, source_id LIMIT ${FAILURES_TOLD}`,
      [tx.tenantId, backtestId],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  }
}
