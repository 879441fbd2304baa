import { FindEquipmentByTag } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import { equipmentView } from '../../persistence/equipment/equipment-view.js';
import { TagRepository } from '../../persistence/equipment/tag.repository.js';

@Answers(FindEquipmentByTag)
export class FindEquipmentByTagHandler implements RequestHandler<FindEquipmentByTag> {
  constructor(
    private readonly tags: TagRepository,
    private readonly equipment: EquipmentRepository,
  ) {}

  async execute({ request, tx }: Call<FindEquipmentByTag>): Promise<Answer<FindEquipmentByTag>> {
    const { token } = request;
    const tag = await this.tags.findByToken(token, tx);
    // Labels of other systems that are on the machines already go on to work.
    const id = tag?.equipmentId ?? (await this.equipment.findIdBy('qr', token, tx));
    const found = id === undefined ? null : await this.equipment.find(id, tx);
    if (!found) throw Refusal.notFound('equipment with the tag', token);
    return { reply: equipmentView(found) };
  }
}
