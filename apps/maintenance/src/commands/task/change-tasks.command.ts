import { AddTask, draft, RecordTaskResult, RemoveTask } from '@libs/contracts';
import { TaskAdded, TaskRecorded, TaskRemoved } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { judgeResult } from '../../domain/tasks/judge-result.js';
import { OpenTasks } from '../../life-cycle/open-tasks.js';
import { TaskRepository } from '../../persistence/tasks/task.repository.js';

@Answers(AddTask)
export class AddTaskHandler implements RequestHandler<AddTask> {
  constructor(
    private readonly open: OpenTasks,
    private readonly tasks: TaskRepository,
  ) {}

  async execute({ request, caller, tx }: Call<AddTask>): Promise<Answer<AddTask>> {
    const order = await this.open.toChange(request.workOrderId, tx);
    if (request.resultKind === 'choice' && (request.choices ?? []).length === 0) {
      const message = 'choices must say what may be chosen';
      throw Refusal.invalid([{ field: 'choices', message }]);
    }
    const reply = await this.tasks.add(request, tx);
    return { reply, events: [draft(TaskAdded, this.open.told(reply, order, caller))] };
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
    return { reply, events: [draft(TaskRemoved, this.open.told(reply, order, caller))] };
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
      ...this.open.told(task, order, caller),
      ...(outcome !== undefined && { outcome }),
      ...(number !== undefined && { number }),
      ...(withinLimits !== null && { withinLimits }),
      ...(answer !== undefined && { answer }),
      ...(documentId !== undefined && { documentId }),
    };
    return { reply, events: [draft(TaskRecorded, told)] };
  }
}
