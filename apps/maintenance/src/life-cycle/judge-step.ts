import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { Person, WorkOrderAct, WorkStanding } from '../domain/work-order-life.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { WorkPolicyRepository } from '../persistence/work-policy.repository.js';
import { FindObstacles } from './find-obstacles.js';

/** Gathers what the decision on a step depends on besides the work order itself. */
@Injectable()
export class JudgeStep {
  constructor(
    private readonly policies: WorkPolicyRepository,
    private readonly workOrders: WorkOrderRepository,
    private readonly obstacles: FindObstacles,
  ) {}

  async of(
    order: WorkOrder,
    act: WorkOrderAct,
    by: Person,
    tx: Transaction,
  ): Promise<WorkStanding> {
    const { reopenDays, verifiedByOther } = await this.policies.get(tx);
    const { caseId, id } = order;
    const reopens = act.action === 'reopen' && caseId !== null;
    return {
      now: new Date(),
      reopenDays,
      verifiedByOther,
      ...(await this.policies.judge(order.estimatedCost, tx)),
      otherActive: reopens && (await this.workOrders.hasOtherActive(caseId, id, tx)),
      obstacles: await this.obstacles.of(order, act, by, tx),
    };
  }
}
