import {
  ApproveWorkOrder,
  AssignWorkOrder,
  CancelWorkOrder,
  ClaimWorkOrder,
  CloseWorkOrder,
  HoldWorkOrder,
  PlanWorkOrder,
  RejectWork,
  RejectWorkOrder,
  ReleaseWorkOrder,
  ReopenWorkOrder,
  ResumeWorkOrder,
  ScheduleWorkOrder,
  StartWorkOrder,
  SubmitWorkOrder,
  type ContractClass,
  type WorkOrderStep,
} from '@libs/contracts';
import {
  Answers,
  Refusal,
  type Answer,
  type Call,
  type RequestHandler,
  type RequestHandlerClass,
} from '@libs/messaging';
import type { WorkOrderAct } from '../../domain/work-order-life.js';
import { TakeStep } from '../../life-cycle/take-step.js';

/** The command that takes one step, as its request tells it. */
function step<R extends WorkOrderStep>(
  contract: ContractClass<R>,
  actOf: (request: R) => WorkOrderAct,
): RequestHandlerClass {
  @Answers(contract)
  class StepWorkOrder implements RequestHandler<WorkOrderStep> {
    constructor(private readonly steps: TakeStep) {}

    async execute(call: Call<WorkOrderStep>): Promise<Answer<WorkOrderStep>> {
      const { reply, events } = await this.steps.take(call, actOf(call.request as R));
      return { reply, events };
    }
  }
  return StepWorkOrder;
}

const named = (action: 'reject' | 'reject_work' | 'reopen' | 'cancel') => {
  return ({ reason }: { readonly reason: string }): WorkOrderAct => ({ action, reason });
};

function scheduling({ plannedStartAt, plannedEndAt, crew }: ScheduleWorkOrder): WorkOrderAct {
  const [from, to] = [new Date(plannedStartAt), new Date(plannedEndAt)];
  if (to <= from) {
    const message = 'plannedEndAt must be later than plannedStartAt';
    throw Refusal.invalid([{ field: 'plannedEndAt', message }]);
  }
  return { action: 'schedule', plannedStartAt: from, plannedEndAt: to, crew: crew ?? null };
}

/** Every step of a work order that a person may ask for, and that does nothing besides. */
export const workOrderSteps: readonly RequestHandlerClass[] = [
  step(SubmitWorkOrder, () => ({ action: 'submit' })),
  step(ApproveWorkOrder, () => ({ action: 'approve' })),
  step(RejectWorkOrder, named('reject')),
  step(PlanWorkOrder, () => ({ action: 'plan' })),
  step(ScheduleWorkOrder, scheduling),
  step(ClaimWorkOrder, () => ({ action: 'claim' })),
  step(AssignWorkOrder, ({ actor, name }) => ({ action: 'assign', to: { actor, name } })),
  step(ReleaseWorkOrder, () => ({ action: 'release' })),
  step(StartWorkOrder, () => ({ action: 'start' })),
  step(HoldWorkOrder, ({ reason, note = null }) => ({
    action: 'hold',
    holdReason: reason,
    reason: note,
  })),
  step(ResumeWorkOrder, () => ({ action: 'resume' })),
  step(CloseWorkOrder, () => ({ action: 'close' })),
  step(RejectWork, named('reject_work')),
  step(ReopenWorkOrder, named('reopen')),
  step(CancelWorkOrder, named('cancel')),
];
