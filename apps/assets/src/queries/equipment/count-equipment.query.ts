import { CountEquipment } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentSearchRepository } from '../../persistence/equipment/equipment-search.repository.js';

@Answers(CountEquipment)
export class CountEquipmentHandler implements RequestHandler<CountEquipment> {
  constructor(private readonly search: EquipmentSearchRepository) {}

  async execute({ tx }: Call<CountEquipment>): Promise<Answer<CountEquipment>> {
    return { reply: await this.search.count(tx) };
  }
}
