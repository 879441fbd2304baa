import { ListEquipment } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

@Answers(ListEquipment)
export class ListEquipmentHandler implements RequestHandler<ListEquipment> {
  constructor(private readonly equipment: EquipmentRepository) {}

  async execute({ request, tx }: Call<ListEquipment>): Promise<Answer<ListEquipment>> {
    return { reply: await this.equipment.list(request, tx) };
  }
}
