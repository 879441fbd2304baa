import { GetInspection } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { inspectionView } from '../../persistence/inspections/inspection-view.js';
import { InspectionRepository } from '../../persistence/inspections/inspection.repository.js';
import { ItemResultRepository } from '../../persistence/inspections/result.repository.js';
import { InspectionTemplateRepository } from '../../persistence/inspections/template.repository.js';

@Answers(GetInspection)
export class GetInspectionHandler implements RequestHandler<GetInspection> {
  constructor(
    private readonly inspections: InspectionRepository,
    private readonly templates: InspectionTemplateRepository,
    private readonly results: ItemResultRepository,
  ) {}

  async execute({ request, tx }: Call<GetInspection>): Promise<Answer<GetInspection>> {
    const { inspectionId } = request;
    const found = await this.inspections.find(inspectionId, tx);
    if (!found) throw Refusal.notFound('inspection', inspectionId);
    const { items } = await this.templates.get(found.templateId, found.templateVersion, tx);
    const results = await this.results.list(inspectionId, tx);
    return { reply: Object.assign(inspectionView(found), { items, results }) };
  }
}
