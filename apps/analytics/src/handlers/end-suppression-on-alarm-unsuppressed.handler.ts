import { AlarmUnsuppressed, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AlarmStretchRepository } from '../persistence/alarm-stretch.repository.js';

@Handles(AlarmUnsuppressed)
export class EndSuppressionOnAlarmUnsuppressed implements EventHandler<AlarmUnsuppressed> {
  constructor(private readonly stretches: AlarmStretchRepository) {}

  async handle(
    alarm: AlarmUnsuppressed,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    // Another reason may still hold.
    const { state } = alarm;
    const isOver = state !== 'suppressed' && state !== 'out_of_service';
    if (isOver) await this.stretches.end(alarm, ['suppressed', time], tx);
    return [];
  }
}
