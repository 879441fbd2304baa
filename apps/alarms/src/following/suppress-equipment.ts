import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { stepAlarm } from '../domain/alarm-life.js';
import { byWorkOrder } from '../domain/alarm-parts.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { EquipmentRepository, type Equipment } from '../persistence/equipment.repository.js';
import { MoveAlarm } from './move-alarm.js';

/** While work is under way an equipment's alarms ask nobody; they still follow their conditions. */
@Injectable()
export class SuppressEquipment {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly alarms: AlarmRepository,
    private readonly moving: MoveAlarm,
  ) {}

  async begin(equipment: Equipment, workOrderId: string, tx: Transaction): Promise<EventDraft[]> {
    const cause = byWorkOrder(workOrderId);
    await this.equipment.suppress(equipment.id, cause, tx);
    return this.each(equipment, 'cause_began', cause, tx);
  }

  async end(equipment: Equipment, workOrderId: string, tx: Transaction): Promise<EventDraft[]> {
    const cause = byWorkOrder(workOrderId);
    await this.equipment.unsuppress(equipment.id, cause, tx);
    return this.each(equipment, 'cause_ended', cause, tx);
  }

  private async each(
    equipment: Equipment,
    kind: 'cause_began' | 'cause_ended',
    cause: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    const around = { at: new Date(), by: 'agent:alarms', text: cause };
    for (const alarm of await this.alarms.findOpenOf(equipment.id, tx)) {
      const step = stepAlarm(alarm, { kind, cause });
      if (step.kind !== 'moved') continue;
      events.push(...(await this.moving.move(alarm, step, around, equipment, tx)).events);
    }
    return events;
  }
}
