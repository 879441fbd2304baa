import { AlarmSuppressed, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmStretchRepository } from '../persistence/alarm-stretch.repository.js';

@Handles(AlarmSuppressed)
export class BeginSuppressionOnAlarmSuppressed implements EventHandler<AlarmSuppressed> {
  constructor(private readonly stretches: AlarmStretchRepository) {}

  async handle(
    alarm: AlarmSuppressed,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.stretches.begin(alarm, ['suppressed', time], tx);
    return [];
  }
}
