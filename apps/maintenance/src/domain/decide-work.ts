import {
  SEVERITIES,
  type CaseTriaged,
  type Severity,
  type TriageVerdict,
  type WorkOrderKind,
} from '@libs/contracts';

const KINDS: Readonly<Record<TriageVerdict, WorkOrderKind | null>> = {
  watch: null,
  plan: 'condition_based',
  act_now: 'corrective_immediate',
};

export type WorkDecision<Order> =
  | { readonly kind: 'none' }
  | { readonly kind: 'raise_priority'; readonly order: Order; readonly priority: Severity }
  | {
      readonly kind: 'order';
      readonly work: {
        readonly kind: WorkOrderKind;
        readonly priority: Severity;
        readonly title: string;
        readonly description: string;
      };
    };

/** At a sensor there is nothing to repair before it has been looked at. */
const kindOf = ({ verdict, kind }: CaseTriaged): WorkOrderKind | null =>
  kind === 'sensor_fault' && KINDS[verdict] ? 'inspection' : KINDS[verdict];

/** What a verdict on a case means for its work; `active` is the order that is under way. */
export function decideWork<Order extends { readonly priority: Severity }>(
  triaged: CaseTriaged,
  active: Order | null,
): WorkDecision<Order> {
  const kind = kindOf(triaged);
  if (!kind) return { kind: 'none' };
  const priority = triaged.severity;
  if (active) {
    const worse = SEVERITIES.indexOf(priority) > SEVERITIES.indexOf(active.priority);
    return worse ? { kind: 'raise_priority', order: active, priority } : { kind: 'none' };
  }
  const title = triaged.title.slice(0, 200);
  const description = `${triaged.title}\n${triaged.reason}`;
  return { kind: 'order', work: { kind, priority, title, description } };
}
