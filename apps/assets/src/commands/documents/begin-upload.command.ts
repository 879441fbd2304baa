import { BeginUpload } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import { UploadRepository } from '../../persistence/equipment/upload.repository.js';

@Answers(BeginUpload)
export class BeginUploadHandler implements RequestHandler<BeginUpload> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly uploads: UploadRepository,
  ) {}

  async execute({ request, tx }: Call<BeginUpload>): Promise<Answer<BeginUpload>> {
    const { equipmentId } = request;
    if (!(await this.equipment.find(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    const upload = { id: uuidv7(), equipmentId, begunAt: new Date().toISOString() };
    await this.uploads.begin(upload, currentTrace()?.correlationId ?? uuidv7(), tx);
    return { reply: upload };
  }
}
