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
 * What had failed: records that say how, corrective work that no case led to, and what people
 * confirmed. One failure that several tell of counts once.
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
  const confirmed = judged
    .filter(({ answer, workOrderId }) => answer === 'right' && !told.has(workOrderId ?? ''))
    .map(({ anomalyId: sourceId, explanation, endedMs: atMs }): Failure => {
      return { source: 'feedback', sourceId, what: explanation.slice(0, 300), atMs };
    });
  const plain = recorded.map(({ order: _, ...failure }): Failure => failure);
  return [...plain, ...corrective, ...confirmed].sort((a, b) => a.atMs - b.atMs);
}

const reportedAt = ({ detectedAt, reportedAt: reported, createdAt }: WorkOrderView): string =>
  detectedAt ?? reported ?? createdAt;
