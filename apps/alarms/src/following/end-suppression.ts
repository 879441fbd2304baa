import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { stepAlarm } from '../domain/alarm-life.js';
import { BY_CHATTERING } from '../domain/alarm-parts.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { AlarmTimerRepository } from '../persistence/alarm-timer.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { MoveAlarm } from './move-alarm.js';

/** Lets what was to end by itself end, unless it was set anew or lifted meanwhile. */
@Injectable()
export class EndSuppression {
  constructor(
    private readonly timers: AlarmTimerRepository,
    private readonly alarms: AlarmRepository,
    private readonly equipment: EquipmentRepository,
    private readonly moving: MoveAlarm,
  ) {}

  async end(timerId: string, tx: Transaction): Promise<EventDraft[]> {
    const due = await this.timers.find(timerId, tx);
    if (!due) return [];
    const { equipmentId } = await this.alarms.get(due.alarmId, tx);
    const equipment = await this.equipment.lock(equipmentId, tx);
    const timer = await this.timers.find(timerId, tx);
    if (!timer) return [];
    await this.timers.remove(timer.alarmId, timer.kind, tx);
    const known = await this.alarms.get(timer.alarmId, tx);
    const at = new Date();
    const step = stepAlarm(
      known,
      timer.kind === 'shelving'
        ? { kind: 'shelving_due', at }
        : { kind: 'cause_ended', cause: BY_CHATTERING },
    );
    if (step.kind !== 'moved') return [];
    const around = { at, by: 'agent:alarms', text: `The ${timer.kind} is over.` };
    return (await this.moving.move(known, step, around, equipment, tx)).events;
  }
}
