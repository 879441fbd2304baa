import { GetDocument } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DocumentRepository } from '../../persistence/equipment/document.repository.js';

@Answers(GetDocument)
export class GetDocumentHandler implements RequestHandler<GetDocument> {
  constructor(private readonly documents: DocumentRepository) {}

  async execute({ request, tx }: Call<GetDocument>): Promise<Answer<GetDocument>> {
    const { equipmentId, documentId } = request;
    const document = await this.documents.find(equipmentId, documentId, tx);
    if (!document) throw Refusal.notFound('document', documentId);
    return { reply: document };
  }
}
