import { DocumentRemoved, draft, RemoveDocument } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DocumentRepository } from '../../persistence/equipment/document.repository.js';

@Answers(RemoveDocument)
export class RemoveDocumentHandler implements RequestHandler<RemoveDocument> {
  constructor(private readonly documents: DocumentRepository) {}

  async execute({ request, tx }: Call<RemoveDocument>): Promise<Answer<RemoveDocument>> {
    const { equipmentId, documentId } = request;
    const removed = await this.documents.remove(equipmentId, documentId, tx);
    if (!removed) throw Refusal.notFound('document', documentId);
    const { id: _, ...state } = Object.assign({}, removed);
    return { reply: removed, events: [draft(DocumentRemoved, { ...state, documentId })] };
  }
}
