import { Injectable } from '@nestjs/common';
import type { EventDraft, WorkOrderEvent } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { endWork, isEnded } from '../domain/case-life.js';
import type { Case } from '../persistence/case.entity.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { FollowCase } from './follow-case.js';
import { SuppressEquipment } from './suppress-equipment.js';

/** Lets cases and alarms follow the work on their equipment. */
@Injectable()
export class FollowWork {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly cases: CaseRepository,
    private readonly life: FollowCase,
    private readonly suppression: SuppressEquipment,
  ) {}

  async ordered({ caseId, equipmentId, workOrderId }: WorkOrderEvent, tx: Transaction) {
    await this.equipment.lock(equipmentId, tx);
    const known = await this.unended(caseId, tx);
    if (!known || known.endedWorkOrders.includes(workOrderId)) return;
    await this.cases.save({ ...known, status: 'work_ordered', workOrderId, workClosed: false }, tx);
  }

  async started({ equipmentId, workOrderId }: WorkOrderEvent, tx: Transaction) {
    const equipment = await this.equipment.lock(equipmentId, tx);
    return this.suppression.begin(equipment, workOrderId, tx);
  }

  /** The work goes on: so does its case, unless it is over, and alarms are kept back again. */
  async reopened(
    { caseId, equipmentId, workOrderId }: WorkOrderEvent,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const equipment = await this.equipment.lock(equipmentId, tx);
    const known = await this.unended(caseId, tx);
    if (known) {
      const endedWorkOrders = known.endedWorkOrders.filter((each) => each !== workOrderId);
      const goesOn = { status: 'work_ordered', workOrderId, workClosed: false } as const;
      await this.cases.save({ ...known, ...goesOn, endedWorkOrders }, tx);
    }
    return this.suppression.begin(equipment, workOrderId, tx);
  }

  async ended(
    { caseId, equipmentId, workOrderId }: WorkOrderEvent,
    how: 'closed' | 'cancelled',
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const equipment = await this.equipment.lock(equipmentId, tx);
    // Before the case hears of it: what comes back is the trouble that was known, not a new one.
    const restored = await this.suppression.end(equipment, workOrderId, tx);
    const known = await this.unended(caseId, tx);
    return known ? [...restored, ...(await this.endFor(known, workOrderId, how, tx))] : restored;
  }

  private async endFor(
    known: Case,
    workOrderId: string,
    how: 'closed' | 'cancelled',
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const endedWorkOrders = [...known.endedWorkOrders, workOrderId];
    const other = known.workOrderId !== null && known.workOrderId !== workOrderId;
    if (other && known.status === 'work_ordered') {
      await this.cases.save({ ...known, endedWorkOrders }, tx);
      return [];
    }
    await this.cases.save({ ...known, ...endWork(known, how), workOrderId, endedWorkOrders }, tx);
    return this.life.settle(known.id, tx);
  }

  private async unended(caseId: string | undefined, tx: Transaction): Promise<Case | null> {
    const known = caseId === undefined ? null : await this.cases.find(caseId, tx);
    return known && !isEnded(known) ? known : null;
  }
}
