import { draft, InspectionStarted, StartInspection } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { inspectionEvent } from '../inspection-event.js';
import { inspectionView } from '../../persistence/inspections/inspection-view.js';
import { TakeInspectionStep } from '../take-inspection-step.js';

@Answers(StartInspection)
export class StartInspectionHandler implements RequestHandler<StartInspection> {
  constructor(private readonly steps: TakeInspectionStep) {}

  async execute(call: Call<StartInspection>): Promise<Answer<StartInspection>> {
    const startedBy = call.caller.name;
    const begun = { startedAt: new Date(), startedBy };
    const { inspection, events } = await this.steps.take(call, { kind: 'start' }, begun);
    const event = draft(InspectionStarted, { ...inspectionEvent(inspection), startedBy });
    return { reply: inspectionView(inspection), events: [...events, event] };
  }
}
