import { DocumentRemoved, draft, RemoveDocument } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DocumentsConfig } from '../../documents.config.js';
import { DocumentRepository } from '../../persistence/equipment/document.repository.js';
import { UploadRepository } from '../../persistence/equipment/upload.repository.js';

@Answers(RemoveDocument)
export class RemoveDocumentHandler implements RequestHandler<RemoveDocument> {
  constructor(
    private readonly documents: DocumentRepository,
    private readonly uploads: UploadRepository,
    private readonly config: DocumentsConfig,
  ) {}

  async execute({ request, tx }: Call<RemoveDocument>): Promise<Answer<RemoveDocument>> {
    const { equipmentId, documentId } = request;
    const removed = await this.documents.remove(equipmentId, documentId, tx);
    if (!removed) throw Refusal.notFound('document', documentId);
    const { documentsRetentionDays: days } = this.config;
    if (days !== undefined) await this.uploads.sweepIn(days, documentId, tx);
    const { id: _, ...state } = Object.assign({}, removed);
    return { reply: removed, events: [draft(DocumentRemoved, { ...state, documentId })] };
  }
}
