import { NoteUpload } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { UploadRepository } from '../../persistence/equipment/upload.repository.js';

@Answers(NoteUpload)
export class NoteUploadHandler implements RequestHandler<NoteUpload> {
  constructor(private readonly uploads: UploadRepository) {}

  async execute({ request, tx }: Call<NoteUpload>): Promise<Answer<NoteUpload>> {
    const noted = await this.uploads.note(request, tx);
    if (!noted) throw Refusal.notFound('upload', request.uploadId);
    return { reply: noted };
  }
}
