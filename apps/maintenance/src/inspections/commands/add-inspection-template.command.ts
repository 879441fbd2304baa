import { AddInspectionTemplate, draft, InspectionTemplateWritten } from '@libs/contracts';
import { violatedConstraint } from '@libs/database';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { faultsOfItems } from '../../domain/inspections/fault-of-items.js';
import type { InspectionTemplate } from '../../persistence/inspections/template.entity.js';
import {
  InspectionTemplateRepository,
  templateView,
} from '../../persistence/inspections/template.repository.js';
import { aboutTemplate, templateEvent } from '../template-event.js';

@Answers(AddInspectionTemplate)
export class AddInspectionTemplateHandler implements RequestHandler<AddInspectionTemplate> {
  constructor(private readonly templates: InspectionTemplateRepository) {}

  async execute(call: Call<AddInspectionTemplate>): Promise<Answer<AddInspectionTemplate>> {
    const { request, caller, tx } = call;
    const { code, name, names = {}, items, review = 'other_person' } = request;
    const faults = faultsOfItems(items);
    if (faults.length > 0) throw Refusal.invalid(faults);
    const template: InspectionTemplate = {
      id: uuidv7(),
      version: 1,
      code,
      name,
      names,
      items,
      review,
      latest: true,
      retiredAt: null,
      changedBy: caller.name,
      createdAt: new Date(),
    };
    await this.templates.add(template, tx).catch((error: unknown) => {
      if (violatedConstraint(error) !== 'inspection_template_code_key') throw error;
      throw Refusal.conflict(`There is an inspection template ${code} already.`);
    });
    const written = draft(
      InspectionTemplateWritten,
      templateEvent(template),
      aboutTemplate(template),
    );
    return { reply: templateView(template), events: [written] };
  }
}
