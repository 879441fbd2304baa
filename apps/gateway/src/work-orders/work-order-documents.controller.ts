import { GetWorkOrder } from '@libs/contracts';
import { documentsController } from '../documents/documents-controller.js';

export const WorkOrderDocumentsController = documentsController({
  ...{ path: 'work-orders', tag: 'work orders', name: 'WorkOrder', words: 'work' },
  read: 'work_orders.read',
  add: 'work_orders.report',
  forOthers: 'work_orders.step_in',
  async find(aboutId, agents, { caller }) {
    const order = await agents.ask(GetWorkOrder, { workOrderId: aboutId }, { caller });
    const { equipmentId, workRequestId: cameOf } = order;
    return { equipmentId, aboutKind: 'work_order', aboutId, ...(cameOf && { cameOf }) };
  },
});
