import { RegisterEquipment } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { toldOf } from '../../equipment/equipment-told.js';
import { NewEquipment } from '../../equipment/new-equipment.js';
import { equipmentView } from '../../persistence/equipment/equipment-view.js';

@Answers(RegisterEquipment)
export class RegisterEquipmentHandler implements RequestHandler<RegisterEquipment> {
  constructor(private readonly newEquipment: NewEquipment) {}

  async execute(call: Call<RegisterEquipment>): Promise<Answer<RegisterEquipment>> {
    const row = await this.newEquipment.add(call.request, call.caller, call.tx);
    return { reply: equipmentView(row), events: [toldOf(row)] };
  }
}
