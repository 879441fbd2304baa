import { ListEquipment } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { readArea } from '../../domain/asked-area.js';
import { EquipmentSearchRepository } from '../../persistence/equipment/equipment-search.repository.js';

@Answers(ListEquipment)
export class ListEquipmentHandler implements RequestHandler<ListEquipment> {
  constructor(private readonly search: EquipmentSearchRepository) {}

  async execute({ request, tx }: Call<ListEquipment>): Promise<Answer<ListEquipment>> {
    const { area, faults } = readArea(request);
    if (faults.length > 0) throw Refusal.invalid(faults);
    return { reply: await this.search.list(request, area, tx) };
  }
}
