import { Injectable } from '@nestjs/common';
import type { EventDraft, WorkOrderEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Case } from '../persistence/case.entity.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { FollowCase } from './follow-case.js';

/** Lets a case follow the work that was ordered for it. */
@Injectable()
export class FollowWork {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly cases: CaseRepository,
    private readonly life: FollowCase,
  ) {}

  async ordered({ caseId, equipmentId, workOrderId }: WorkOrderEvent, tx: Transaction) {
    const known = await this.unresolved(caseId, equipmentId, tx);
    if (!known || known.endedWorkOrders.includes(workOrderId)) return;
    await this.cases.save({ ...known, status: 'work_ordered', workOrderId, workClosed: false }, tx);
  }

  async ended(
    { caseId, equipmentId, workOrderId }: WorkOrderEvent,
    how: 'closed' | 'cancelled',
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const known = await this.unresolved(caseId, equipmentId, tx);
    if (!known) return [];
    const endedWorkOrders = [...known.endedWorkOrders, workOrderId];
    const other = known.workOrderId !== null && known.workOrderId !== workOrderId;
    if (other && known.status === 'work_ordered') {
      await this.cases.save({ ...known, endedWorkOrders }, tx);
      return [];
    }
    const workClosed = how === 'closed';
    const after = {
      ...known,
      status: 'triaged',
      workOrderId,
      workClosed,
      endedWorkOrders,
    } as const;
    await this.cases.save(after, tx);
    return this.life.settle(known.id, tx);
  }

  private async unresolved(
    caseId: string | undefined,
    equipmentId: string,
    tx: Transaction,
  ): Promise<Case | null> {
    if (caseId === undefined) return null;
    await this.equipment.lock(equipmentId, tx);
    const known = await this.cases.find(caseId, tx);
    return known?.status === 'resolved' ? null : known;
  }
}
