import { AddDocument, DocumentAdded, draft } from '@libs/contracts';
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
    const { equipmentId, kind, title, address, mediaType } = request;
    if (!(await this.equipment.find(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    const state = {
      equipmentId,
      kind,
      title,
      address,
      ...(mediaType !== undefined && { mediaType }),
      addedAt: new Date().toISOString(),
      addedBy: caller.actor,
    };
    const id = uuidv7();
    await this.documents.add({ id, ...state }, tx);
    return {
      reply: { id, ...state },
      events: [draft(DocumentAdded, { ...state, documentId: id })],
    };
  }
}
