import { GetEquipmentTag } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { TagRepository } from '../../persistence/equipment/tag.repository.js';

@Answers(GetEquipmentTag)
export class GetEquipmentTagHandler implements RequestHandler<GetEquipmentTag> {
  constructor(private readonly tags: TagRepository) {}

  async execute({ request, tx }: Call<GetEquipmentTag>): Promise<Answer<GetEquipmentTag>> {
    const tag = await this.tags.find(request.equipmentId, tx);
    if (!tag) throw Refusal.notFound('tag of equipment', request.equipmentId);
    return { reply: { ...tag, issuedAt: tag.issuedAt.toISOString() } };
  }
}
