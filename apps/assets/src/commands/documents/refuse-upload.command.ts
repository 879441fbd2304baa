import { draft, RefuseUpload, UploadRefused } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { UploadRepository } from '../../persistence/equipment/upload.repository.js';

@Answers(RefuseUpload)
export class RefuseUploadHandler implements RequestHandler<RefuseUpload> {
  constructor(private readonly uploads: UploadRepository) {}

  async execute({ request, caller, tx }: Call<RefuseUpload>): Promise<Answer<RefuseUpload>> {
    const { uploadId, fileName, threat } = request;
    const upload = await this.uploads.find(uploadId, tx);
    if (!upload) throw Refusal.notFound('upload', uploadId);
    await this.uploads.sweepIn(0, uploadId, tx);
    const { equipmentId } = upload;
    const refused = { uploadId, equipmentId, fileName, threat };
    const [refusedAt, refusedBy] = [new Date().toISOString(), caller.actor];
    return {
      reply: upload,
      events: [draft(UploadRefused, { ...refused, refusedAt, refusedBy })],
    };
  }
}
