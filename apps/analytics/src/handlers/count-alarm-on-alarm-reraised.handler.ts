import { AlarmReraised, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Handles(AlarmReraised)
export class CountAlarmOnAlarmReraised implements EventHandler<AlarmReraised> {
  constructor(private readonly alarms: AlarmRepository) {}

  async handle(alarm: AlarmReraised, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    await this.alarms.announce(alarm, about, tx);
    return [];
  }
}
