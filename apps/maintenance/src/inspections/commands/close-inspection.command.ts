import { CloseInspection, draft, InspectionClosed } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { inspectionEvent } from '../inspection-event.js';
import { inspectionView } from '../../persistence/inspections/inspection-view.js';
import { TakeInspectionStep } from '../take-inspection-step.js';

@Answers(CloseInspection)
export class CloseInspectionHandler implements RequestHandler<CloseInspection> {
  constructor(private readonly steps: TakeInspectionStep) {}

  async execute(call: Call<CloseInspection>): Promise<Answer<CloseInspection>> {
    const closedBy = call.caller.name;
    const closed = { closedAt: new Date() };
    const { inspection, events } = await this.steps.take(call, { kind: 'close' }, closed);
    const event = draft(InspectionClosed, { ...inspectionEvent(inspection), closedBy });
    return { reply: inspectionView(inspection), events: [...events, event] };
  }
}
