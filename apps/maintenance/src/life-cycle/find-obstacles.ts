import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { openTaskObstacles, withoutTaskObstacles } from '../domain/tasks/judge-result.js';
import type { Person, WorkOrderAct } from '../domain/work-order-life.js';
import { CrewRepository } from '../persistence/crew.repository.js';
import { QualificationRepository } from '../persistence/people/qualification.repository.js';
import { TaskRepository } from '../persistence/tasks/task.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { AwaitSignature } from './await-signature.js';
import { FindWhatIsMissing } from './find-what-is-missing.js';

/** Finds what has to be done before a step may be taken, each as a whole sentence. */
@Injectable()
export class FindObstacles {
  constructor(
    private readonly crews: CrewRepository,
    private readonly qualifications: QualificationRepository,
    private readonly tasks: TaskRepository,
    private readonly others: FindWhatIsMissing,
    private readonly signatures: AwaitSignature,
  ) {}

  async of(
    order: WorkOrder,
    act: WorkOrderAct,
    by: Person,
    tx: Transaction,
  ): Promise<readonly string[]> {
    switch (act.action) {
      case 'schedule':
        return [
          ...(await this.atAnotherPlace(order, act, tx)),
          ...(await this.others.parts(order, act.plannedStartAt, tx)),
          ...(await this.unqualifiedThen(order, act.plannedStartAt, tx)),
        ];
      case 'plan':
        return withoutTaskObstacles(await this.tasks.count(order.id, 'work', tx));
      case 'claim':
        return this.unqualified(order, by, tx);
      case 'assign':
        return this.unqualified(order, act.to, tx);
      case 'start':
        return [
          ...(await this.others.orders(order, tx)),
          ...(await this.others.parts(order, new Date(), tx)),
          ...(act.reason === undefined ? await this.ofSafety(order, by, tx) : []),
        ];
      case 'complete':
        return [
          ...openTaskObstacles(await this.tasks.listOpen(order.id, 'work', tx), 'work'),
          ...(await this.signatures.of(order, tx)),
        ];
      case 'submit':
      case 'approve':
      case 'reject':
      case 'release':
      case 'hold':
      case 'resume':
      case 'close':
      case 'reject_work':
      case 'reopen':
      case 'cancel':
        return [];
    }
  }

  /** What keeps people safe and is missing; only breaking glass goes past it. */
  async ofSafety(order: WorkOrder, by: Person, tx: Transaction): Promise<string[]> {
    return [
      ...(await this.unqualified(order, assigneeOf(order, by), tx)),
      ...openTaskObstacles(await this.tasks.listOpen(order.id, 'isolation', tx), 'isolation'),
    ];
  }

  private async atAnotherPlace(
    { id: except, crew: present }: WorkOrder,
    { plannedStartAt: from, plannedEndAt: to, ...act }: WorkOrderAct & { action: 'schedule' },
    tx: Transaction,
  ): Promise<string[]> {
    const crew = act.crew ?? present;
    if (crew === null) return [];
    const number = await this.crews.findOccupied(crew, { from, to, except }, tx);
    return number === null ? [] : [`The crew ${crew} is at ${number} at that time.`];
  }

  /** Whether who has the work may still do it in another window. */
  private async unqualifiedThen(
    order: WorkOrder,
    plannedStartAt: Date,
    tx: Transaction,
  ): Promise<string[]> {
    const { assigneeActor: actor, assignee } = order;
    if (actor === null) return [];
    return this.unqualified({ ...order, plannedStartAt }, { actor, name: assignee ?? actor }, tx);
  }

  private async unqualified(
    { requiredSkills, plannedStartAt }: WorkOrder,
    { actor, name }: { readonly actor: string; readonly name: string },
    tx: Transaction,
  ): Promise<string[]> {
    if (requiredSkills.length === 0) return [];
    const now = new Date();
    const at = plannedStartAt !== null && plannedStartAt > now ? plannedStartAt : now;
    const missing = await this.qualifications.listMissing(actor, requiredSkills, at, tx);
    return missing.map((skill) => `${name} has no certificate as ${skill} that is valid then.`);
  }
}

const assigneeOf = ({ assignee, assigneeActor }: WorkOrder, by: Person) =>
  assigneeActor === null ? by : { actor: assigneeActor, name: assignee ?? assigneeActor };
