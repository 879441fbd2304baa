import type { FailureSource, MaintenanceRecordView, WorkOrderView } from '@libs/contracts';

/** A failure that is known of a machine. */
export interface Failure {
  readonly source: FailureSource;
  readonly sourceId: string;
  readonly what: string;
  readonly atMs: number;
}

/** An anomaly of which people said whether it was right. */
export interface JudgedAnomaly {
  readonly anomalyId: string;
  readonly answer: 'right' | 'wrong';
  readonly workOrderId: string | null;
  readonly explanation: string;
  readonly beganMs: number;
  readonly endedMs: number;
}

const UNDECIDED = ['draft', 'awaiting_approval', 'cancelled'];

/**
 * What had failed of one machine: records that say how, corrective work that no case led to, and what
 * people confirmed. One failure that several tell of counts once.
 */
export function knownFailures(
  records: readonly MaintenanceRecordView[],
  orders: readonly WorkOrderView[],
  judged: readonly JudgedAnomaly[],
): Failure[] {
  const wrong = new Set(
    judged.flatMap((each) => (each.answer === 'wrong' ? each.workOrderId : [])),
  );
  const orderOf = new Map(orders.map((order) => [order.id, order]));
  const recorded = records
    .filter(({ failure, workOrderId }) => failure && !wrong.has(workOrderId ?? ''))
    .map((record): Failure & { order?: string | undefined } => {
      const order = orderOf.get(record.workOrderId ?? '');
      const at = order ? reportedAt(order) : record.performedAt;
      const atMs = Math.min(Date.parse(at), Date.parse(record.performedAt));
      const what = `${record.failure?.mode ?? ''}: ${record.description}`.slice(0, 300);
      const order_ = record.workOrderId;
      return { source: 'maintenance_record', sourceId: record.id, what, atMs, order: order_ };
    });
  const told = new Set(recorded.flatMap(({ order }) => order ?? []));
  const corrective = orders
    .filter(({ kind, status }) => kind.startsWith('corrective') && !UNDECIDED.includes(status))
    .filter(({ id, caseId }) => caseId === null && !told.has(id) && !wrong.has(id))
    .map((order): Failure => {
      const { id: sourceId, number, title } = order;
      const what = `${number}: ${title}`.slice(0, 300);
      return { source: 'work_order', sourceId, what, atMs: Date.parse(reportedAt(order)) };
    });
  const plain = [...recorded.map(({ order: _, ...failure }): Failure => failure), ...corrective];
  const confirmed = together(judged.filter(({ answer }) => answer === 'right'))
    .filter(({ workOrderIds }) => !workOrderIds.some((id) => told.has(id)))
    .filter(({ beganMs, endedMs }) => plain.every(({ atMs }) => atMs < beganMs || endedMs < atMs))
    .map(({ first, endedMs: atMs }): Failure => {
      const what = first.explanation.slice(0, 300);
      return { source: 'feedback', sourceId: first.anomalyId, what, atMs };
    });
  return [...plain, ...confirmed].sort((a, b) => a.atMs - b.atMs);
}

/** Anomalies of a machine at the same time, which tell of the same. */
interface Bout {
  readonly first: JudgedAnomaly;
  readonly beganMs: number;
  readonly endedMs: number;
  readonly workOrderIds: readonly string[];
}

function together(anomalies: readonly JudgedAnomaly[]): Bout[] {
  const bouts: Bout[] = [];
  for (const each of [...anomalies].sort((a, b) => a.beganMs - b.beganMs)) {
    const { beganMs, endedMs } = each;
    const last = bouts.at(-1);
    const workOrderIds = each.workOrderId === null ? [] : [each.workOrderId];
    if (!last || last.endedMs < beganMs) {
      bouts.push({ first: each, beganMs, endedMs, workOrderIds });
      continue;
    }
    bouts[bouts.length - 1] = {
      ...last,
      endedMs: Math.max(last.endedMs, endedMs),
      workOrderIds: [...last.workOrderIds, ...workOrderIds],
    };
  }
  return bouts;
}

const reportedAt = ({ detectedAt, reportedAt: reported, createdAt }: WorkOrderView): string =>
  detectedAt ?? reported ?? createdAt;
