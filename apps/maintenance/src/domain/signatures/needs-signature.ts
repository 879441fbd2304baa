import type { WorkOrderKind, WorkPolicyView } from '@libs/contracts';

/** Whether work is completed only once somebody has signed it. */
export const needsSignature = (
  order: { readonly kind: WorkOrderKind; readonly signatureAsked: boolean },
  policy: Pick<WorkPolicyView, 'signed' | 'signedKinds' | 'signedIsolation'>,
  isolated: boolean,
): boolean =>
  policy.signed ||
  order.signatureAsked ||
  (policy.signedKinds ?? []).includes(order.kind) ||
  ((policy.signedIsolation ?? false) && isolated);
