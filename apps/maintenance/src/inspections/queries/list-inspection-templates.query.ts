import { ListInspectionTemplates } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { InspectionTemplateRepository } from '../../persistence/inspections/template.repository.js';

@Answers(ListInspectionTemplates)
export class ListInspectionTemplatesHandler implements RequestHandler<ListInspectionTemplates> {
  constructor(private readonly templates: InspectionTemplateRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListInspectionTemplates>): Promise<Answer<ListInspectionTemplates>> {
    return { reply: await this.templates.list(request, tx) };
  }
}
