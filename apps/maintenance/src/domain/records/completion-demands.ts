import type { FeedbackAnswer, TriageVerdict, WorkOrderKind } from '@libs/contracts';

const CORRECTIVE: readonly WorkOrderKind[] = ['corrective_immediate', 'corrective_deferred'];

interface Told {
  readonly failure?: object;
  readonly alarmWas?: FeedbackAnswer;
}

/** What completing an order has to tell and does not, by field. */
export function untoldAtCompletion(
  order: { readonly kind: WorkOrderKind; readonly triageVerdict: TriageVerdict | null },
  told: Told,
): { readonly field: string; readonly message: string }[] {
  return [
    ...(CORRECTIVE.includes(order.kind) && told.failure === undefined
      ? [{ field: 'failure', message: 'failure must be told: the work was corrective' }]
      : []),
    ...(order.triageVerdict === 'act_now' && told.alarmWas === undefined
      ? [{ field: 'alarmWas', message: 'alarmWas must say whether the alarm was right' }]
      : []),
  ];
}
