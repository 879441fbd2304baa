import { AssignmentEnded, draft, EndAssignment } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AssignmentRepository } from '../../persistence/equipment/assignment.repository.js';

@Answers(EndAssignment)
export class EndAssignmentHandler implements RequestHandler<EndAssignment> {
  constructor(private readonly assignments: AssignmentRepository) {}

  async execute({ request, tx }: Call<EndAssignment>): Promise<Answer<EndAssignment>> {
    const { equipmentId, assignmentId } = request;
    const ended = await this.assignments.end(equipmentId, assignmentId, new Date(), tx);
    if (!ended) throw Refusal.notFound('assignment', assignmentId);
    const { id, ...state } = ended;
    return { reply: ended, events: [draft(AssignmentEnded, { ...state, assignmentId: id })] };
  }
}
