import { ListTasks } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { TaskRepository } from '../../persistence/tasks/task.repository.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(ListTasks)
export class ListTasksHandler implements RequestHandler<ListTasks> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly tasks: TaskRepository,
  ) {}

  async execute({ request, tx }: Call<ListTasks>): Promise<Answer<ListTasks>> {
    if (!(await this.workOrders.find(request.workOrderId, tx))) {
      throw Refusal.notFound('work order', request.workOrderId);
    }
    return { reply: await this.tasks.list(request, tx) };
  }
}
