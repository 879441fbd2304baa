import { AlarmAcknowledged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Handles(AlarmAcknowledged)
export class NoteAcknowledgementOnAlarmAcknowledged implements EventHandler<AlarmAcknowledged> {
  constructor(private readonly alarms: AlarmRepository) {}

  async handle(
    alarm: AlarmAcknowledged,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.alarms.note(alarm, 'acknowledged_at', about.time, tx);
    return [];
  }
}
