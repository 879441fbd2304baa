import { AlarmReturned, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmStretchRepository } from '../persistence/alarm-stretch.repository.js';

@Handles(AlarmReturned)
export class EndStandingOnAlarmReturned implements EventHandler<AlarmReturned> {
  constructor(private readonly stretches: AlarmStretchRepository) {}

  async handle(alarm: AlarmReturned, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    await this.stretches.end(alarm, ['standing', time], tx);
    return [];
  }
}
