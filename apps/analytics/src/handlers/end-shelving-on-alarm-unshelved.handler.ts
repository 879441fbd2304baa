import { AlarmUnshelved, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmStretchRepository } from '../persistence/alarm-stretch.repository.js';

@Handles(AlarmUnshelved)
export class EndShelvingOnAlarmUnshelved implements EventHandler<AlarmUnshelved> {
  constructor(private readonly stretches: AlarmStretchRepository) {}

  async handle(
    alarm: AlarmUnshelved,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.stretches.end(alarm, ['shelved', time], tx);
    return [];
  }
}
