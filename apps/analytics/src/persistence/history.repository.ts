import { Injectable } from '@nestjs/common';
import type { FeedbackAnswer, WorkOrderKind } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type {
  AlarmStretchKind,
  History,
  OccurrenceEnd,
  Stretch,
  WorkHistory,
} from '../domain/kpi/history.js';
import { workLifeOf } from '../domain/timeline/work-life.js';
import { rowsBy } from './rows-by.js';
import { SPAN_COLUMNS, spanOf, type SpanRow } from './timeline.repository.js';
import { STEP_COLUMNS, stepOf, type StepRow } from './work-order.repository.js';

interface Of {
  readonly equipment_id: string;
}
interface WorkRow extends Of {
  readonly id: string;
  readonly kind: WorkOrderKind | null;
  readonly created_at: Date | null;
  readonly planned_from: Date | null;
  readonly planned_to: Date | null;
  /** Null where nothing was told of its cost. */
  readonly labour: string | null;
  readonly parts: string | null;
  readonly services: string | null;
}
interface RecordRow extends Of {
  readonly work_order_id: string | null;
  readonly performed_at: Date;
  readonly cost: string | null;
  readonly is_failure: boolean;
}
interface AlarmRow extends Of {
  readonly raised_at: Date;
  readonly acknowledged_at: Date | null;
  readonly shelved_at: Date | null;
}
interface AlarmStretchRow extends Of {
  readonly kind: AlarmStretchKind;
  readonly from_at: Date;
  readonly to_at: Date | null;
}
interface OccurrenceRow extends Of {
  readonly due_at: Date;
  readonly tolerance_ms: string;
  readonly done_at: Date | null;
  readonly ended: OccurrenceEnd | null;
}
interface CaseRow extends Of {
  readonly opened_at: Date;
  readonly ended_at: Date | null;
}
interface FeedbackRow extends Of {
  readonly given_at: Date;
  readonly answer: FeedbackAnswer;
  readonly rules: string[];
}
interface AnnunciationRow extends Of {
  readonly rule: string;
  readonly announced_at: Date;
}
interface ProductionRow extends Of {
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly produced: string;
  readonly good: string;
  readonly ideal_cycle_seconds: string | null;
  readonly energy_kwh: string | null;
}
interface RatesRow extends Of {
  readonly starts_at: Date;
  readonly labour_per_hour: string;
  readonly downtime_per_hour: string;
}

@Injectable()
export class HistoryRepository {
  /** What is known of each piece of equipment in a window, in the order of the ids. */
  async of(ids: readonly string[], window: Stretch, tx: Transaction): Promise<History[]> {
    const [from, to] = [new Date(window.from), new Date(window.to)];
    const ask = async <Row extends Of>(
      sql: string,
      ...rest: readonly unknown[]
    ): Promise<(id: string) => readonly Row[]> => {
      const rows = await tx.query<Row>(sql, [tx.tenantId, ids, ...rest]);
      const byEquipment = rowsBy(rows, (row) => row.equipment_id);
      return (id) => byEquipment.get(id) ?? [];
    };
    const spans = await ask<SpanRow>(SPANS, from, to);
    const work = await ask<WorkRow>(WORK, from, to);
    const orders = ids.flatMap((id) => work(id).map((order) => order.id));
    const steps = await ask<StepRow>(STEPS, orders);
    const records = await ask<RecordRow>(RECORDS, from, orders);
    const alarms = await ask<AlarmRow>(ALARMS, from, to);
    const alarmStretches = await ask<AlarmStretchRow>(ALARM_STRETCHES, from, to);
    const annunciations = await ask<AnnunciationRow>(ANNUNCIATIONS, from, to);
    const production = await ask<ProductionRow>(PRODUCTION, from, to);
    const rates = await ask<RatesRow>(RATES, to);
    const occurrences = await ask<OccurrenceRow>(OCCURRENCES, from, to);
    const cases = await ask<CaseRow>(CASES, from, to);
    const feedback = await ask<FeedbackRow>(FEEDBACK, from, to);
    return ids.map((id) => ({
      spans: spans(id).map(spanOf),
      work: workOf(work(id), steps(id)),
      records: records(id).map((each) => ({
        workOrderId: each.work_order_id,
        performedAt: each.performed_at.getTime(),
        cost: each.cost,
        isFailure: each.is_failure,
      })),
      alarms: alarms(id).map((each) => ({
        raisedAt: each.raised_at.getTime(),
        acknowledgedAt: ms(each.acknowledged_at),
        shelvedAt: ms(each.shelved_at),
      })),
      alarmStretches: alarmStretches(id).map(({ kind, from_at, to_at }) => ({
        ...{ kind, from: from_at.getTime(), to: ms(to_at) },
      })),
      annunciations: annunciations(id).map(({ rule, announced_at }) => ({
        at: announced_at.getTime(),
        source: `${id} ${rule}`,
      })),
      production: production(id).map((each) => ({
        from: each.starts_at.getTime(),
        to: each.ends_at.getTime(),
        produced: Number(each.produced),
        good: Number(each.good),
        idealCycleSeconds: each.ideal_cycle_seconds,
        energyKwh: each.energy_kwh,
      })),
      metered: [],
      rates: rates(id).map((each) => ({
        from: each.starts_at.getTime(),
        labourPerHour: each.labour_per_hour,
        downtimePerHour: each.downtime_per_hour,
      })),
      occurrences: occurrences(id).map((each) => ({
        dueAt: each.due_at.getTime(),
        toleranceMs: Number(each.tolerance_ms),
        doneAt: ms(each.done_at),
        end: each.ended,
      })),
      cases: cases(id).map((each) => ({
        openedAt: each.opened_at.getTime(),
        endedAt: ms(each.ended_at),
      })),
      feedback: feedback(id).map(({ given_at, answer, rules }) => ({
        ...{ at: given_at.getTime(), answer, rules },
      })),
    }));
  }
}

const ms = (at: Date | null): number | null => at?.getTime() ?? null;

function workOf(orders: readonly WorkRow[], steps: readonly StepRow[]): WorkHistory[] {
  const stepsOf = rowsBy(steps, (step) => step.work_order_id);
  return orders.map((order): WorkHistory => {
    const { id, kind, planned_from, planned_to, labour, parts, services } = order;
    const isPlanned = planned_from !== null && planned_to !== null;
    return {
      ...{ id, kind, createdAt: ms(order.created_at) },
      planned: isPlanned ? { from: planned_from.getTime(), to: planned_to.getTime() } : null,
      ...workLifeOf((stepsOf.get(id) ?? []).map(stepOf)),
      ...(labour !== null && parts !== null && services !== null
        ? { cost: { labour, parts, services } }
        : {}),
    };
  });
}

const ofThese = 'tenant_id = $1 AND equipment_id = ANY($2::uuid[])';
// A standstill that ends with the window's first instant is restored in the window; one that begins in it counts whole.
const SPANS = `SELECT ${SPAN_COLUMNS} FROM equipment_state
  WHERE ${ofThese} AND (period && tstzrange($3::timestamptz - interval '1 ms', $4)
    OR failed_at >= $3 AND failed_at < $4)
  ORDER BY equipment_id, period`;
// Without what had ended for good before the window, and was planned to; with what a standstill that
// began in the window had ordered after it.
const WORK = `SELECT w.equipment_id, w.id, w.kind, w.created_at, w.planned_from, w.planned_to,
    cost.labour, cost.parts, cost.services
  FROM work_order AS w
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(amount) FILTER (WHERE kind = 'labour'), 0)::text AS labour,
      coalesce(sum(amount) FILTER (WHERE kind = 'parts'), 0)::text AS parts,
      coalesce(sum(amount) FILTER (WHERE kind = 'services'), 0)::text AS services
    FROM work_cost AS c
    WHERE c.tenant_id = w.tenant_id AND c.equipment_id = w.equipment_id AND c.work_order_id = w.id
    HAVING count(*) > 0
  ) AS cost ON true
  WHERE w.tenant_id = $1 AND w.equipment_id = ANY($2::uuid[])
    AND (w.created_at IS NULL OR w.created_at < $4 OR EXISTS (
      SELECT 1 FROM equipment_state AS stop
      WHERE stop.tenant_id = w.tenant_id AND stop.equipment_id = w.equipment_id
        AND stop.failed_at >= $3 AND stop.failed_at < $4 AND stop.period @> w.created_at))
    AND (w.planned_to >= $3 OR NOT EXISTS (
      SELECT 1 FROM work_step AS ended
      WHERE ended.tenant_id = w.tenant_id AND ended.work_order_id = w.id
        AND ended.step IN ('completed', 'cancelled') AND ended.at < $3
        AND NOT EXISTS (
          SELECT 1 FROM work_step AS later
          WHERE later.tenant_id = w.tenant_id AND later.work_order_id = w.id
            AND later.at > ended.at)))`;
const STEPS = `SELECT ${STEP_COLUMNS} FROM work_step AS s
  WHERE s.tenant_id = $1 AND s.equipment_id = ANY($2::uuid[])
    AND s.work_order_id = ANY($3::uuid[])`;
const RECORDS = `SELECT equipment_id, work_order_id, performed_at, cost::text, is_failure
  FROM maintenance_record AS r
  WHERE ${ofThese} AND (performed_at >= $3 OR work_order_id = ANY($4::uuid[])) AND NOT EXISTS (
    SELECT 1 FROM maintenance_record AS later
    WHERE later.tenant_id = r.tenant_id AND later.corrects = r.id)`;
const ALARMS = `SELECT equipment_id, raised_at, acknowledged_at, shelved_at FROM alarm
  WHERE ${ofThese} AND raised_at IS NOT NULL
    AND (acknowledged_at >= $3 AND acknowledged_at < $4 OR shelved_at >= $3 AND shelved_at < $4)`;
const ALARM_STRETCHES = `SELECT equipment_id, kind, from_at, to_at FROM alarm_stretch
  WHERE ${ofThese} AND from_at < $4 AND (to_at IS NULL OR to_at > $3)`;
const OCCURRENCES = `SELECT equipment_id, due_at, tolerance_ms, done_at,
    CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
      WHEN skipped_at > coalesce(merged_at, '-infinity') THEN 'skipped'
      WHEN merged_at IS NOT NULL THEN 'merged' END AS ended
  FROM plan_occurrence WHERE ${ofThese} AND due_at >= $3 AND due_at < $4`;
const CASES = `SELECT equipment_id, opened_at,
    CASE WHEN ended_at > coalesce(reopened_at, '-infinity') THEN ended_at END AS ended_at
  FROM alarm_case
  WHERE ${ofThese} AND opened_at < $4 AND (ended_at IS NULL OR ended_at >= $3 OR reopened_at > ended_at)`;
const FEEDBACK = `SELECT f.equipment_id, f.given_at, f.answer,
    ARRAY(SELECT DISTINCT a.rule FROM alarm AS a
      WHERE a.tenant_id = f.tenant_id AND a.case_id = f.case_id ORDER BY a.rule) AS rules
  FROM feedback AS f
  WHERE f.tenant_id = $1 AND f.equipment_id = ANY($2::uuid[])
    AND f.given_at >= $3 AND f.given_at < $4
  UNION ALL
  SELECT s.equipment_id, s.given_at, s.answer, ARRAY[s.rule] AS rules
  FROM alarm_answer AS s
  WHERE s.tenant_id = $1 AND s.equipment_id = ANY($2::uuid[])
    AND s.given_at >= $3 AND s.given_at < $4
    AND NOT EXISTS (SELECT 1 FROM feedback AS w
      WHERE w.tenant_id = s.tenant_id AND w.case_id = s.case_id AND w.answer <> 'not_sure')`;
const ANNUNCIATIONS = `SELECT equipment_id, rule, announced_at FROM annunciation
  WHERE ${ofThese} AND announced_at >= $3 AND announced_at < $4`;
const PRODUCTION = `SELECT equipment_id, starts_at, ends_at, produced, good, ideal_cycle_seconds,
    energy_kwh
  FROM production WHERE ${ofThese} AND ends_at > $3 AND starts_at < $4`;
const RATES = `SELECT equipment_id, starts_at, labour_per_hour, downtime_per_hour
  FROM cost_rates WHERE ${ofThese} AND starts_at < $3 ORDER BY starts_at`;
