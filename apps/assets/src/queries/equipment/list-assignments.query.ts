import { ListAssignments } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AssignmentRepository } from '../../persistence/equipment/assignment.repository.js';

@Answers(ListAssignments)
export class ListAssignmentsHandler implements RequestHandler<ListAssignments> {
  constructor(private readonly assignments: AssignmentRepository) {}

  async execute({ request, tx }: Call<ListAssignments>): Promise<Answer<ListAssignments>> {
    return { reply: await this.assignments.list(request, tx) };
  }
}
