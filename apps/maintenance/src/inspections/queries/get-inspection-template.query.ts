import { GetInspectionTemplate } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import {
  InspectionTemplateRepository,
  templateView,
} from '../../persistence/inspections/template.repository.js';

@Answers(GetInspectionTemplate)
export class GetInspectionTemplateHandler implements RequestHandler<GetInspectionTemplate> {
  constructor(private readonly templates: InspectionTemplateRepository) {}

  async execute({
    request,
    tx,
  }: Call<GetInspectionTemplate>): Promise<Answer<GetInspectionTemplate>> {
    const { templateId, version } = request;
    const found = await this.templates.find(templateId, version, tx);
    if (!found) throw Refusal.notFound('inspection template', templateId);
    return { reply: templateView(found) };
  }
}
