import { AddTask, draft, RecordTaskResult, RemoveTask } from '@libs/contracts';
import { TaskAdded, TaskRecorded, TaskRemoved } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { faultsOfTask } from '../../domain/tasks/faults-of-task.js';
import { judgeResult } from '../../domain/tasks/judge-result.js';
import { OpenTasks } from '../../life-cycle/open-tasks.js';
import { taskTold } from '../../life-cycle/task-told.js';
import { TaskRepository } from '../../persistence/tasks/task.repository.js';

@Answers(AddTask)
export class AddTaskHandler implements RequestHandler<AddTask> {
  constructor(
    private readonly open: OpenTasks,
    private readonly tasks: TaskRepository,
  ) {}

  async execute({ request, caller, tx }: Call<AddTask>): Promise<Answer<AddTask>> {
    const { workOrderId, ...task } = request;
    const order = await this.open.toChange(workOrderId, tx);
    const faults = faultsOfTask(task);
    if (faults.length > 0) throw Refusal.invalid(faults);
    const [reply] = await this.tasks.add(workOrderId, [task], null, tx);
    if (!reply) throw new Error('The task was not written.');
    return { reply, events: [draft(TaskAdded, taskTold(reply, order, caller))] };
  }
}

@Answers(RemoveTask)
export class RemoveTaskHandler implements RequestHandler<RemoveTask> {
  constructor(
    private readonly open: OpenTasks,
    private readonly tasks: TaskRepository,
  ) {}

  async execute({ request, caller, tx }: Call<RemoveTask>): Promise<Answer<RemoveTask>> {
    const order = await this.open.toChange(request.workOrderId, tx);
    const reply = await this.open.get(request, tx);
    if (reply.doneAt !== null) throw Refusal.conflict('The task has a result already.');
    if (reply.phase === 'isolation' && reply.required && order.status !== 'draft') {
      throw Refusal.conflict('An isolation step is taken away only from a draft.');
    }
    await this.tasks.remove(reply.id, tx);
    return { reply, events: [draft(TaskRemoved, taskTold(reply, order, caller))] };
  }
}

@Answers(RecordTaskResult)
export class RecordTaskResultHandler implements RequestHandler<RecordTaskResult> {
  constructor(
    private readonly open: OpenTasks,
    private readonly tasks: TaskRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<RecordTaskResult>): Promise<Answer<RecordTaskResult>> {
    const { order, task } = await this.open.toRecord(request, caller, tx);
    const judged = judgeResult(task, request);
    if (judged.kind === 'fault') throw Refusal.invalid([judged]);
    const { withinLimits } = judged;
    const reply = await this.tasks.record(task.id, request, withinLimits, caller, tx);
    const { outcome, number, answer, documentId } = request;
    const told = {
      ...taskTold(task, order, caller),
      ...(outcome !== undefined && { outcome }),
      ...(number !== undefined && { number }),
      ...(withinLimits !== null && { withinLimits }),
      ...(answer !== undefined && { answer }),
      ...(documentId !== undefined && { documentId }),
    };
    return { reply, events: [draft(TaskRecorded, told)] };
  }
}
