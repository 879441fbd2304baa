import { draft, InspectionTemplateRetired, RetireInspectionTemplate } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { LockTemplate } from '../lock-template.js';
import {
  InspectionTemplateRepository,
  templateView,
} from '../../persistence/inspections/template.repository.js';
import { aboutTemplate, templateEvent } from '../template-event.js';

@Answers(RetireInspectionTemplate)
export class RetireInspectionTemplateHandler implements RequestHandler<RetireInspectionTemplate> {
  constructor(
    private readonly templates: InspectionTemplateRepository,
    private readonly locking: LockTemplate,
  ) {}

  async execute(call: Call<RetireInspectionTemplate>): Promise<Answer<RetireInspectionTemplate>> {
    const { request, caller, tx } = call;
    const known = await this.locking.lock(request, tx);
    const template = { ...known, retiredAt: new Date(), changedBy: caller.name };
    await this.templates.retire(template.id, template.retiredAt, caller.name, tx);
    const retired = draft(
      InspectionTemplateRetired,
      templateEvent(template),
      aboutTemplate(template),
    );
    return { reply: templateView(template), events: [retired] };
  }
}
