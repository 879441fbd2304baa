import { AddDocument, DocumentAdded, draft, type DocumentView } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { DocumentRepository } from '../../persistence/equipment/document.repository.js';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';

@Answers(AddDocument)
export class AddDocumentHandler implements RequestHandler<AddDocument> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly documents: DocumentRepository,
  ) {}

  async execute({ request, caller, tx }: Call<AddDocument>): Promise<Answer<AddDocument>> {
    if (!(await this.equipment.find(request.equipmentId, tx))) {
      throw Refusal.notFound('equipment', request.equipmentId);
    }
    const addedAt = new Date().toISOString();
    const added = { id: uuidv7(), addedAt, addedBy: caller.actor };
    const document: DocumentView = Object.assign({}, request, added);
    await this.documents.add(document, tx);
    const { id: documentId, ...state } = document;
    return { reply: document, events: [draft(DocumentAdded, { ...state, documentId })] };
  }
}
