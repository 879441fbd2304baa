import { Injectable } from '@nestjs/common';
import type { CompleteWorkOrder, FieldsOf, MaintenanceRecordFields } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Caller } from '@libs/messaging';
import { CostRepository } from '../persistence/parts/cost.repository.js';
import { PartUseRepository } from '../persistence/parts/part-use.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkPolicyRepository } from '../persistence/work-policy.repository.js';

/** Makes the record of completed work: what was done, by whom, with which parts, at which cost. */
@Injectable()
export class SumUpWork {
  constructor(
    private readonly costs: CostRepository,
    private readonly uses: PartUseRepository,
    private readonly policies: WorkPolicyRepository,
  ) {}

  async up(
    order: WorkOrder,
    told: FieldsOf<CompleteWorkOrder>,
    { name }: Caller,
    tx: Transaction,
  ): Promise<MaintenanceRecordFields> {
    const { currency } = await this.policies.get(tx);
    const { total: cost } = await this.costs.sums(order.id, tx);
    const uses = await this.uses.listFor(order.id, tx);
    const replacedParts = uses
      .filter(({ used }) => used !== '0')
      .map(({ number, name: part, used }) => ({ name: part, number, quantity: used }));
    return {
      ...{ equipmentId: order.equipmentId, workOrderId: order.id, kind: order.kind },
      ...{ description: told.remedy, performedBy: name, cost, currency, replacedParts },
      maintenanceType: told.maintenanceType ?? order.kind,
      performedAt: (order.completedAt ?? new Date()).toISOString(),
      ...(told.descriptions !== undefined && { descriptions: told.descriptions }),
      ...(told.notes !== undefined && { notes: told.notes }),
      ...(told.failure !== undefined && { failure: told.failure }),
    };
  }
}
