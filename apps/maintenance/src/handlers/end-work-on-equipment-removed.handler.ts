import { EquipmentRemoved, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { LeaveRounds } from '../inspections/leave-rounds.js';
import { TakeStep } from '../life-cycle/take-step.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { LeaveEquipment } from '../plans/following/leave-equipment.js';

const REASON = 'The equipment was taken off the register.';

@Handles(EquipmentRemoved)
export class EndWorkOnEquipmentRemoved implements EventHandler<EquipmentRemoved> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly steps: TakeStep,
    private readonly inspections: LeaveRounds,
    private readonly plans: LeaveEquipment,
  ) {}

  /** Work that began goes on; records and history stay. */
  async handle({ equipmentId }: EquipmentRemoved, tx: Transaction): Promise<EventDraft[]> {
    const caller = {
      ...{ tenantId: tx.tenantId, actor: 'agent:maintenance', name: 'maintenance' },
      ...{ roles: [], permissions: [] },
    };
    const cancelled: EventDraft[] = [];
    for (const { id: workOrderId } of await this.workOrders.lockUnbegun(equipmentId, tx)) {
      const call = { request: { workOrderId }, caller, tx };
      const { events } = await this.steps.take(call, { action: 'cancel', reason: REASON });
      cancelled.push(...events);
    }
    // Inspections before plans: handing one in locks them in that order.
    const calledOff = await this.inspections.leave(equipmentId, REASON, tx);
    return [...cancelled, ...calledOff, ...(await this.plans.leave(equipmentId, REASON, tx))];
  }
}
