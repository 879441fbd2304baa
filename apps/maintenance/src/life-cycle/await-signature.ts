import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { needsSignature } from '../domain/signatures/needs-signature.js';
import { TaskRepository } from '../persistence/tasks/task.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkPolicyRepository } from '../persistence/work-policy.repository.js';

/** Says whether work waits for a signature before it can be completed. */
@Injectable()
export class AwaitSignature {
  constructor(
    private readonly policies: WorkPolicyRepository,
    private readonly tasks: TaskRepository,
  ) {}

  async of(order: WorkOrder, tx: Transaction): Promise<readonly string[]> {
    if (order.signedAt !== null) return [];
    const policy = await this.policies.get(tx);
    const isolated = (await this.tasks.count(order.id, 'isolation', tx)) > 0;
    return needsSignature(order, policy, isolated) ? ['It has to be signed first.'] : [];
  }
}
