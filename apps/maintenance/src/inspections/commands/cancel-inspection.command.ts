import { CancelInspection, draft, InspectionCancelled } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { inspectionEvent } from '../inspection-event.js';
import { inspectionView } from '../../persistence/inspections/inspection-view.js';
import { TakeInspectionStep } from '../take-inspection-step.js';

@Answers(CancelInspection)
export class CancelInspectionHandler implements RequestHandler<CancelInspection> {
  constructor(private readonly steps: TakeInspectionStep) {}

  async execute(call: Call<CancelInspection>): Promise<Answer<CancelInspection>> {
    const { reason } = call.request;
    const off = { cancelReason: reason };
    const { inspection, events } = await this.steps.take(call, { kind: 'cancel' }, off);
    const told = { ...inspectionEvent(inspection), cancelledBy: call.caller.name, reason };
    const event = draft(InspectionCancelled, told);
    return { reply: inspectionView(inspection), events: [...events, event] };
  }
}
