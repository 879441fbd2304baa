import { GetInspection } from '@libs/contracts';
import { documentsController } from '../documents/documents-controller.js';

export const InspectionDocumentsController = documentsController({
  ...{ path: 'inspections', tag: 'inspections', name: 'Inspection', words: 'an inspection' },
  read: 'inspections.read',
  add: 'inspections.perform',
  forOthers: 'inspections.review',
  async find(aboutId, agents, { caller }) {
    const asked = { inspectionId: aboutId };
    const { equipmentId } = await agents.ask(GetInspection, asked, { caller });
    return { equipmentId, aboutKind: 'inspection', aboutId };
  },
});
