import { GetEquipment } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import { equipmentView } from '../../persistence/equipment/equipment-view.js';

@Answers(GetEquipment)
export class GetEquipmentHandler implements RequestHandler<GetEquipment> {
  constructor(private readonly equipment: EquipmentRepository) {}

  async execute({ request, tx }: Call<GetEquipment>): Promise<Answer<GetEquipment>> {
    const found = await this.equipment.find(request.equipmentId, tx);
    if (!found) throw Refusal.notFound('equipment', request.equipmentId);
    return { reply: equipmentView(found) };
  }
}
