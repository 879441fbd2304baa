import { Injectable } from '@nestjs/common';
import type { WorkOrderKind } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { History, Stretch } from '../domain/kpi/history.js';
import { SPAN_COLUMNS, spanOf, type SpanRow } from './timeline.repository.js';

interface Of {
  readonly equipment_id: string;
}
interface WorkRow extends Of {
  readonly kind: WorkOrderKind | null;
  readonly created_at: Date | null;
  readonly started_at: Date | null;
  readonly completed_at: Date | null;
  readonly cancelled_at: Date | null;
}
interface AlarmRow extends Of {
  readonly raised_at: Date;
  readonly acknowledged_at: Date;
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
    const bounds = [new Date(window.from), new Date(window.to)];
    const parameters = [tx.tenantId, ids, ...bounds];
    const spans = await tx.query<SpanRow>(SPANS, parameters);
    const work = await tx.query<WorkRow>(WORK, parameters);
    const alarms = await tx.query<AlarmRow>(ALARMS, parameters);
    const annunciations = await tx.query<AnnunciationRow>(ANNUNCIATIONS, parameters);
    const production = await tx.query<ProductionRow>(PRODUCTION, parameters);
    const rates = await tx.query<RatesRow>(RATES, [tx.tenantId, ids, bounds[1]]);
    const byEquipment = {
      spans: grouped(spans),
      work: grouped(work),
      alarms: grouped(alarms),
      annunciations: grouped(annunciations),
      production: grouped(production),
      rates: grouped(rates),
    };
    return ids.map((id) => ({
      spans: byEquipment.spans(id).map(spanOf),
      work: byEquipment.work(id).map((each) => ({
        kind: each.kind,
        createdAt: each.created_at?.getTime() ?? null,
        startedAt: each.started_at?.getTime() ?? null,
        completedAt: each.completed_at?.getTime() ?? null,
        cancelledAt: each.cancelled_at?.getTime() ?? null,
      })),
      alarms: byEquipment.alarms(id).map(({ raised_at, acknowledged_at }) => ({
        raisedAt: raised_at.getTime(),
        acknowledgedAt: acknowledged_at.getTime(),
      })),
      annunciations: byEquipment.annunciations(id).map(({ rule, announced_at }) => ({
        at: announced_at.getTime(),
        source: `${id} ${rule}`,
      })),
      production: byEquipment.production(id).map((each) => ({
        from: each.starts_at.getTime(),
        to: each.ends_at.getTime(),
        produced: Number(each.produced),
        good: Number(each.good),
        idealCycleSeconds: each.ideal_cycle_seconds,
        energyKwh: each.energy_kwh,
      })),
      rates: byEquipment.rates(id).map((each) => ({
        from: each.starts_at.getTime(),
        labourPerHour: each.labour_per_hour,
        downtimePerHour: each.downtime_per_hour,
      })),
      // Maintenance does not tell of its plans yet.
      occurrences: [],
    }));
  }
}

const ofThese = 'tenant_id = $1 AND equipment_id = ANY($2::uuid[])';

// A standstill that ends with the window's first instant is restored in the window.
const SPANS = `SELECT ${SPAN_COLUMNS} FROM equipment_state
  WHERE ${ofThese} AND period && tstzrange($3::timestamptz - interval '1 ms', $4)
  ORDER BY equipment_id, period`;
const WORK = `SELECT equipment_id, kind, created_at, started_at, completed_at, cancelled_at
  FROM work_order WHERE ${ofThese} AND coalesce(completed_at, cancelled_at, 'infinity') >= $3
    AND coalesce(created_at, started_at, completed_at) < $4`;
const ALARMS = `SELECT equipment_id, raised_at, acknowledged_at FROM alarm
  WHERE ${ofThese} AND acknowledged_at >= $3 AND acknowledged_at < $4 AND raised_at IS NOT NULL`;
const ANNUNCIATIONS = `SELECT equipment_id, rule, announced_at FROM annunciation
  WHERE ${ofThese} AND announced_at >= $3 AND announced_at < $4`;
const PRODUCTION = `SELECT equipment_id, starts_at, ends_at, produced, good, ideal_cycle_seconds,
    energy_kwh
  FROM production WHERE ${ofThese} AND ends_at > $3 AND ends_at <= $4`;
const RATES = `SELECT equipment_id, starts_at, labour_per_hour, downtime_per_hour
  FROM cost_rates WHERE ${ofThese} AND starts_at < $3 ORDER BY starts_at`;

function grouped<Row extends Of>(rows: readonly Row[]): (id: string) => readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.equipment_id);
    if (group) group.push(row);
    else groups.set(row.equipment_id, [row]);
  }
  return (id) => groups.get(id) ?? [];
}
