import { AssignEquipment, AssignmentStarted, draft } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { AssignmentRepository } from '../../persistence/equipment/assignment.repository.js';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';

@Answers(AssignEquipment)
export class AssignEquipmentHandler implements RequestHandler<AssignEquipment> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly assignments: AssignmentRepository,
  ) {}

  async execute({ request, caller, tx }: Call<AssignEquipment>): Promise<Answer<AssignEquipment>> {
    const { equipmentId, assignee, assigneeKind = 'user', role } = request;
    if (!(await this.equipment.find(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    const added = await this.assignments.add(
      {
        id: uuidv7(),
        equipmentId,
        assigneeKind,
        assignee,
        ...(role !== undefined && { role }),
        assignedAt: new Date().toISOString(),
        assignedBy: caller.actor,
      },
      tx,
    );
    if (!added) throw Refusal.conflict(`It is assigned to ${assignee} already.`);
    const { id: assignmentId, ...state } = added;
    return { reply: added, events: [draft(AssignmentStarted, { ...state, assignmentId })] };
  }
}
