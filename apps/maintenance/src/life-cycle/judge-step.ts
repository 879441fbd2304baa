import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { Person, WorkOrderAct, WorkStanding } from '../domain/work-order-life.js';
import { CrewRepository } from '../persistence/crew.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { WorkPolicyRepository } from '../persistence/work-policy.repository.js';

/** Gathers what the decision on a step depends on besides the work order itself. */
@Injectable()
export class JudgeStep {
  constructor(
    private readonly policies: WorkPolicyRepository,
    private readonly workOrders: WorkOrderRepository,
    private readonly crews: CrewRepository,
  ) {}

  async of(
    order: WorkOrder,
    act: WorkOrderAct,
    _by: Person,
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
      obstacles: await this.obstacles(order, act, tx),
    };
  }

  private async obstacles(
    { id }: WorkOrder,
    act: WorkOrderAct,
    tx: Transaction,
  ): Promise<readonly string[]> {
    if (act.action !== 'schedule' || act.crew === null) return [];
    const { crew, plannedStartAt: from, plannedEndAt: to } = act;
    const number = await this.crews.findOccupied(crew, { from, to, except: id }, tx);
    return number === null ? [] : [`The crew ${crew} is at ${number} at that time.`];
  }
}
