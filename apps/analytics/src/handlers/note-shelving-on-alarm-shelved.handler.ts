import { AlarmShelved, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmStretchRepository } from '../persistence/alarm-stretch.repository.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Handles(AlarmShelved)
export class NoteShelvingOnAlarmShelved implements EventHandler<AlarmShelved> {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly stretches: AlarmStretchRepository,
  ) {}

  async handle(alarm: AlarmShelved, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    await this.alarms.note(alarm, 'shelved_at', time, tx);
    await this.stretches.begin(alarm, ['shelved', time], tx);
    return [];
  }
}
