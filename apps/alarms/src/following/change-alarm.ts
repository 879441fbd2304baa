import { Injectable } from '@nestjs/common';
import type { AlarmView, EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { stepAlarm } from '../domain/alarm-life.js';
import { isOver } from '../domain/alarm-parts.js';
import type { PersonTrigger } from '../domain/alarm-trigger.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { alarmView } from '../persistence/alarm-view.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { MoveAlarm } from './move-alarm.js';

interface Wish {
  readonly alarmId: string;
  readonly caller: Caller;
  readonly text?: string | undefined;
}

/** Does with an alarm what a person asks for, or says why not and what would be allowed. */
@Injectable()
export class ChangeAlarm {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly alarms: AlarmRepository,
    private readonly moving: MoveAlarm,
  ) {}

  async change(
    { alarmId, caller, text }: Wish,
    trigger: PersonTrigger | ((known: Alarm) => PersonTrigger),
    tx: Transaction,
  ): Promise<{ reply: AlarmView; events: EventDraft[] }> {
    const found = await this.alarms.find(alarmId, tx);
    if (!found) throw Refusal.notFound('alarm', alarmId);
    const equipment = await this.equipment.lock(found.equipmentId, tx);
    const known = await this.alarms.get(alarmId, tx);
    const wanted = typeof trigger === 'function' ? trigger(known) : trigger;
    const step = stepAlarm(known, wanted);
    if (step.kind === 'refused') throw Refusal.conflict(step.reason, step.allowed);
    if (step.kind === 'unchanged') return { reply: alarmView(known), events: [] };
    if (isOver(known)) await this.refuseBesideNewer(known, tx);
    const around = {
      // An acknowledgement is told with the instant of the condition that it acknowledges.
      at: wanted.kind === 'acknowledge' ? (known.returnedAt ?? known.occurredAt) : new Date(),
      by: caller.name,
      ...(text !== undefined && { text }),
    };
    const { alarm, events } = await this.moving.move(known, step, around, equipment, tx);
    return { reply: alarmView(alarm), events };
  }

  private async refuseBesideNewer(known: Alarm, tx: Transaction): Promise<void> {
    const newer = await this.alarms.findOpen(known.equipmentId, known.rule, tx);
    if (!newer) return;
    throw Refusal.conflict(`The alarm is over; ${newer.id} is open for the same rule.`, [
      'comment',
    ]);
  }
}
