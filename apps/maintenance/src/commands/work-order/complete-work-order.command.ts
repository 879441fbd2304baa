import { CompleteWorkOrder, draft, FeedbackGiven, type EventDraft } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { untoldAtCompletion } from '../../domain/records/completion-demands.js';
import { KeepRecord } from '../../life-cycle/keep-record.js';
import { refuseFuture } from '../../life-cycle/refuse-future.js';
import { SumUpWork } from '../../life-cycle/sum-up-work.js';
import { TakeStep } from '../../life-cycle/take-step.js';
import type { WorkOrder } from '../../persistence/work-order.entity.js';

@Answers(CompleteWorkOrder)
export class CompleteWorkOrderHandler implements RequestHandler<CompleteWorkOrder> {
  constructor(
    private readonly steps: TakeStep,
    private readonly summing: SumUpWork,
    private readonly records: KeepRecord,
  ) {}

  async execute(call: Call<CompleteWorkOrder>): Promise<Answer<CompleteWorkOrder>> {
    const { request, caller, tx } = call;
    const { remedy, alarmWas, restoredAt } = request;
    refuseFuture({ restoredAt });
    const back = restoredAt === undefined ? null : new Date(restoredAt);
    const act = { action: 'complete', remedy, restoredAt: back } as const;
    const feedback = { feedback: alarmWas ?? null, feedbackComment: request.alarmComment ?? null };
    const { order, reply, events } = await this.steps.take(call, act, feedback);
    const untold = untoldAtCompletion(order, request);
    if (untold.length > 0) throw Refusal.invalid(untold);
    const summary = await this.summing.up(order, request, caller, tx);
    const { event } = await this.records.keep(summary, caller, tx);
    return { reply, events: [...events, event, ...feedbackOf(order, request, caller.name)] };
  }
}

function feedbackOf(
  { id: workOrderId, equipmentId, caseId }: WorkOrder,
  { alarmWas: answer, alarmComment: comment, failure }: CompleteWorkOrder,
  givenBy: string,
): EventDraft[] {
  if (answer === undefined) return [];
  const told = {
    ...{ workOrderId, equipmentId, answer, givenBy },
    ...(caseId !== null && { caseId }),
    ...(comment !== undefined && { comment }),
    ...(failure !== undefined && { failureMode: failure.mode }),
  };
  return [draft(FeedbackGiven, told)];
}
