import { ListDocuments } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DocumentRepository } from '../../persistence/equipment/document.repository.js';

@Answers(ListDocuments)
export class ListDocumentsHandler implements RequestHandler<ListDocuments> {
  constructor(private readonly documents: DocumentRepository) {}

  async execute({ request, tx }: Call<ListDocuments>): Promise<Answer<ListDocuments>> {
    return { reply: await this.documents.list(request, tx) };
  }
}
