import { AlarmShelved, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Handles(AlarmShelved)
export class NoteShelvingOnAlarmShelved implements EventHandler<AlarmShelved> {
  constructor(private readonly alarms: AlarmRepository) {}

  async handle(alarm: AlarmShelved, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    await this.alarms.note(alarm, 'shelved_at', time, tx);
    return [];
  }
}
