import { SubmitInspection } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { assessAnswers } from '../../domain/inspections/assess-answers.js';
import { bandOf } from '../../domain/inspections/score.js';
import { inspectionView } from '../../persistence/inspections/inspection-view.js';
import { ItemResultRepository } from '../../persistence/inspections/result.repository.js';
import { InspectionTemplateRepository } from '../../persistence/inspections/template.repository.js';
import { submissionEvents } from '../submission-events.js';
import { TakeInspectionStep } from '../take-inspection-step.js';
import { TellPlans } from '../tell-plans.js';

@Answers(SubmitInspection)
export class SubmitInspectionHandler implements RequestHandler<SubmitInspection> {
  constructor(
    private readonly steps: TakeInspectionStep,
    private readonly templates: InspectionTemplateRepository,
    private readonly results: ItemResultRepository,
    private readonly plans: TellPlans,
  ) {}

  async execute(call: Call<SubmitInspection>): Promise<Answer<SubmitInspection>> {
    const { request, caller, tx } = call;
    const { submissionId } = request;
    const known = await this.steps.lock(call);
    // A phone that did not hear the answer hands the same in again.
    if (known.submissionId === submissionId) return { reply: inspectionView(known) };
    const { items } = await this.templates.get(known.templateId, known.templateVersion, tx);
    const now = new Date();
    const assessed = assessAnswers(items, request.items, now);
    if (assessed.kind === 'faulty') throw Refusal.invalid(assessed.faults);
    const { results, score, performedAt } = assessed.findings;
    const { inspection, events } = await this.steps.take(
      call,
      { kind: 'submit', performedAt },
      {
        submissionId,
        performedAt,
        score,
        band: bandOf(score),
        failedItems: results.filter(({ failed }) => failed).length,
        startedAt: known.startedAt ?? now,
        startedBy: known.startedBy ?? caller.name,
        submittedAt: now,
        submittedBy: caller.name,
        submittedActor: caller.actor,
      },
    );
    await this.results.add(inspection, results, tx);
    await this.plans.tell(inspection, results, tx);
    const told = submissionEvents(inspection, submissionId, items, assessed.findings);
    return { reply: inspectionView(inspection), events: [...events, ...told] };
  }
}
