import { Injectable } from '@nestjs/common';
import type { AlarmHappening, EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { alarmState, suppressionOf } from '../domain/alarm-parts.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import { AlarmHistoryRepository } from '../persistence/alarm-history.repository.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { alarmDraft, type Circumstances } from './alarm-drafts.js';

/** Nothing happens to an alarm that is not in its history and told as an event. */
@Injectable()
export class RecordAlarm {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly history: AlarmHistoryRepository,
  ) {}

  async added(alarm: Alarm, around: Circumstances, tx: Transaction): Promise<EventDraft[]> {
    await this.alarms.add(alarm, tx);
    return this.note(alarm, ['raised'], around, tx);
  }

  async saved(
    alarm: Alarm,
    happened: readonly AlarmHappening[],
    around: Circumstances,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    await this.alarms.save(alarm, tx);
    return this.note(alarm, happened, around, tx);
  }

  async note(
    alarm: Alarm,
    happened: readonly AlarmHappening[],
    around: Circumstances,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const notedAt = new Date();
    const rows = happened.map((each) => ({
      id: uuidv7(),
      alarmId: alarm.id,
      equipmentId: alarm.equipmentId,
      rule: alarm.rule,
      happened: each,
      state: alarmState(alarm),
      severity: alarm.severity,
      suppressed: suppressionOf(alarm) !== undefined,
      by: around.by,
      text: around.text ?? null,
      occurredAt: around.at,
      notedAt,
    }));
    await this.history.add(rows, tx);
    return happened.map((each) => alarmDraft(each, alarm, around));
  }
}
