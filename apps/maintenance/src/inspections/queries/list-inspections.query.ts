import { ListInspections } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { InspectionRepository } from '../../persistence/inspections/inspection.repository.js';

@Answers(ListInspections)
export class ListInspectionsHandler implements RequestHandler<ListInspections> {
  constructor(private readonly inspections: InspectionRepository) {}

  async execute({ request, tx }: Call<ListInspections>): Promise<Answer<ListInspections>> {
    return { reply: await this.inspections.list(request, tx) };
  }
}
