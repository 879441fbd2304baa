import { AlarmReraised, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmStretchRepository } from '../persistence/alarm-stretch.repository.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Handles(AlarmReraised)
export class CountAlarmOnAlarmReraised implements EventHandler<AlarmReraised> {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly stretches: AlarmStretchRepository,
  ) {}

  async handle(alarm: AlarmReraised, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    await this.alarms.announce(alarm, about, tx);
    await this.stretches.begin(alarm, ['standing', about.time], tx);
    return [];
  }
}
