import {
  SEVERITIES,
  type AutonomyLevel,
  type CaseKind,
  type CaseTriaged,
  type Severity,
  type TaskDefinition,
  type TriageVerdict,
  type WorkOrderKind,
  type WorkOrderStatus,
} from '@libs/contracts';

const KINDS: Readonly<Record<TriageVerdict, WorkOrderKind | null>> = {
  watch: null,
  plan: 'condition_based',
  act_now: 'corrective_immediate',
};

/** How an order that an agent made begins, by what agents may do. */
const BEGINS: Readonly<Record<AutonomyLevel, WorkOrderStatus | null>> = {
  observe: null,
  recommend: 'draft',
  act_with_approval: 'awaiting_approval',
  act: 'approved',
};

export type WorkDecision<Order> =
  | { readonly kind: 'none' }
  | { readonly kind: 'raise_priority'; readonly order: Order; readonly priority: Severity }
  | {
      readonly kind: 'order';
      readonly work: {
        readonly kind: WorkOrderKind;
        readonly status: WorkOrderStatus;
        readonly priority: Severity;
        readonly title: string;
        readonly description: string;
        readonly tasks: readonly TaskDefinition[];
      };
    };

/** What is done first for a case. */
const FIRST: Readonly<Record<CaseKind, string>> = {
  machine: 'Find the cause and remove it',
  sensor_fault: 'Find out what is wrong with the sensor',
};

/** At a sensor there is nothing to repair before it has been looked at. */
const kindOf = ({ verdict, kind }: CaseTriaged): WorkOrderKind | null =>
  kind === 'sensor_fault' && KINDS[verdict] ? 'inspection' : KINDS[verdict];

/** What a verdict on a case means for its work; `active` is the order that is under way. */
export function decideWork<Order extends { readonly priority: Severity }>(
  triaged: CaseTriaged,
  active: Order | null,
  autonomy: AutonomyLevel,
): WorkDecision<Order> {
  const kind = kindOf(triaged);
  if (!kind) return { kind: 'none' };
  const priority = triaged.severity;
  if (active) {
    const worse = SEVERITIES.indexOf(priority) > SEVERITIES.indexOf(active.priority);
    return worse ? { kind: 'raise_priority', order: active, priority } : { kind: 'none' };
  }
  const status = BEGINS[autonomy];
  if (!status) return { kind: 'none' };
  const title = triaged.title.slice(0, 200);
  const description = `${triaged.title}\n${triaged.reason}`;
  const tasks = [
    { text: `${FIRST[triaged.kind ?? 'machine']}: ${title}`, resultKind: 'text' },
  ] as const;
  return { kind: 'order', work: { kind, status, priority, title, description, tasks } };
}
