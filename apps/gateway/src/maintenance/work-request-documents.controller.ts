import { GetWorkRequest } from '@libs/contracts';
import { documentsController } from '../documents/documents-controller.js';

export const WorkRequestDocumentsController = documentsController({
  ...{ path: 'work-requests', tag: 'work requests', name: 'WorkRequest' },
  words: 'a reported fault',
  read: 'work_requests.read',
  add: 'work_requests.submit',
  forOthers: 'work_requests.decide',
  async find(aboutId, agents, { caller }) {
    const asked = { workRequestId: aboutId };
    const { equipmentId } = await agents.ask(GetWorkRequest, asked, { caller });
    return { equipmentId, aboutKind: 'work_request', aboutId };
  },
});
