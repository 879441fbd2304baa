import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SignWorkOrder, TaskView, WorkOrderSignatureView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import canonicalize from 'canonicalize';
import { openTaskObstacles } from '../domain/tasks/judge-result.js';
import { signedContent } from '../domain/signatures/signed-content.js';
import { PartUseRepository } from '../persistence/parts/part-use.repository.js';
import { TaskRepository } from '../persistence/tasks/task.repository.js';
import { SignatureRepository } from '../persistence/together/signature.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkPolicyRepository } from '../persistence/work-policy.repository.js';
import { ChangeOrder } from './change-order.js';

/** Takes somebody's signature under work as it stands, or says why it cannot be signed. */
@Injectable()
export class SignOrder {
  constructor(
    private readonly orders: ChangeOrder,
    private readonly tasks: TaskRepository,
    private readonly uses: PartUseRepository,
    private readonly policies: WorkPolicyRepository,
    private readonly signatures: SignatureRepository,
  ) {}

  async sign(
    { workOrderId, expectedVersion, meaning }: SignWorkOrder,
    by: Caller,
    tx: Transaction,
  ): Promise<{ order: WorkOrder; signature: WorkOrderSignatureView }> {
    const order = await this.orders.lock(workOrderId, tx);
    if (expectedVersion !== undefined && expectedVersion !== order.version) {
      throw Refusal.stale('work order', order.version);
    }
    await this.refuseEarly(order, tx);
    const tasks = await this.tasks.listAll(workOrderId, tx);
    await this.refuseOwn(order, tasks, by, tx);
    const signs = signedContent(order, tasks, await this.uses.listFor(workOrderId, tx));
    const content = canonicalize(signs) ?? '';
    const hash = createHash('sha256').update(content).digest('hex');
    const signature = await this.signatures.add({ workOrderId, meaning, content, hash }, by, tx);
    const signed = { ...order, signedAt: new Date(signature.at) };
    const change = { action: 'sign', reason: `${meaning}, SHA-256 ${signature.hash}`, by };
    return { order: await this.orders.change(signed, change, tx), signature };
  }

  private async refuseEarly(order: WorkOrder, tx: Transaction): Promise<void> {
    const { status, signedAt, id } = order;
    if (status !== 'in_progress') {
      const words = status.replaceAll('_', ' ');
      throw Refusal.conflict(`Work is signed while it is in progress; it is ${words}.`);
    }
    if (signedAt !== null) throw Refusal.conflict('It is signed already.');
    const open = openTaskObstacles(await this.tasks.listOpen(id, 'work', tx), 'work');
    if (open.length > 0) throw Refusal.conflict(open.join(' '));
  }

  /** Where four eyes are asked for, nobody signs what they did. */
  private async refuseOwn(
    { assigneeActor }: WorkOrder,
    tasks: readonly (TaskView & { readonly doneByActor: string | null })[],
    { actor }: Caller,
    tx: Transaction,
  ): Promise<void> {
    const { verifiedByOther } = await this.policies.get(tx);
    if (!verifiedByOther) return;
    if (assigneeActor !== actor && tasks.every(({ doneByActor }) => doneByActor !== actor)) return;
    const detail = 'Somebody else than who did it has to sign it.';
    throw new Refusal({ status: 403, title: 'Forbidden', detail });
  }
}
