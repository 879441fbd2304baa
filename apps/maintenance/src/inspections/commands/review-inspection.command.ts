import { draft, InspectionReviewed, ReviewInspection } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { inspectionEvent } from '../inspection-event.js';
import { inspectionView } from '../../persistence/inspections/inspection-view.js';
import { InspectionTemplateRepository } from '../../persistence/inspections/template.repository.js';
import { TakeInspectionStep } from '../take-inspection-step.js';

@Answers(ReviewInspection)
export class ReviewInspectionHandler implements RequestHandler<ReviewInspection> {
  constructor(
    private readonly steps: TakeInspectionStep,
    private readonly templates: InspectionTemplateRepository,
  ) {}

  async execute(call: Call<ReviewInspection>): Promise<Answer<ReviewInspection>> {
    const { request, caller, tx } = call;
    const { templateId, templateVersion } = await this.steps.lock(call);
    const { review: policy } = await this.templates.get(templateId, templateVersion, tx);
    const { comment } = request;
    const reviewedBy = caller.name;
    const { inspection, events } = await this.steps.take(
      call,
      { kind: 'review', policy },
      { reviewedAt: new Date(), reviewedBy, reviewComment: comment ?? null },
    );
    const told = { reviewedBy, ...(comment !== undefined && { comment }) };
    const event = draft(InspectionReviewed, { ...inspectionEvent(inspection), ...told });
    return { reply: inspectionView(inspection), events: [...events, event] };
  }
}
