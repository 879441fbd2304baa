import { randomBytes } from 'node:crypto';
import { draft, EquipmentTagRotated, RotateEquipmentTag } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import { TagRepository } from '../../persistence/equipment/tag.repository.js';

const TOKEN_BYTES = 16;

@Answers(RotateEquipmentTag)
export class RotateEquipmentTagHandler implements RequestHandler<RotateEquipmentTag> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly tags: TagRepository,
  ) {}

  async execute({ request, tx }: Call<RotateEquipmentTag>): Promise<Answer<RotateEquipmentTag>> {
    const { equipmentId } = request;
    if (!(await this.equipment.lockFor(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const issuedAt = new Date();
    await this.tags.replace({ token, equipmentId, issuedAt }, tx);
    const told = { equipmentId, issuedAt: issuedAt.toISOString() };
    return { reply: { ...told, token }, events: [draft(EquipmentTagRotated, told)] };
  }
}
