import { draft, InspectionTemplateWritten, ReviseInspectionTemplate } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { faultsOfItems } from '../../domain/inspections/fault-of-items.js';
import { LockTemplate } from '../lock-template.js';
import type { InspectionTemplate } from '../../persistence/inspections/template.entity.js';
import {
  InspectionTemplateRepository,
  templateView,
} from '../../persistence/inspections/template.repository.js';
import { aboutTemplate, templateEvent } from '../template-event.js';

@Answers(ReviseInspectionTemplate)
export class ReviseInspectionTemplateHandler implements RequestHandler<ReviseInspectionTemplate> {
  constructor(
    private readonly templates: InspectionTemplateRepository,
    private readonly locking: LockTemplate,
  ) {}

  async execute(call: Call<ReviseInspectionTemplate>): Promise<Answer<ReviseInspectionTemplate>> {
    const { request, caller, tx } = call;
    const known = await this.locking.lock(request, tx);
    const { name, names = {}, items, review = 'other_person' } = request;
    const faults = faultsOfItems(items);
    if (faults.length > 0) throw Refusal.invalid(faults);
    const template: InspectionTemplate = {
      ...known,
      version: known.version + 1,
      name,
      names,
      items,
      review,
      changedBy: caller.name,
      createdAt: new Date(),
    };
    await this.templates.add(template, tx);
    const written = draft(
      InspectionTemplateWritten,
      templateEvent(template),
      aboutTemplate(template),
    );
    return { reply: templateView(template), events: [written] };
  }
}
