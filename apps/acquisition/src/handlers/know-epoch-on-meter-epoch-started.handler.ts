import { MeterEpochStarted, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { MeterRepository } from '../persistence/meter.repository.js';

@Handles(MeterEpochStarted)
export class KnowEpochOnMeterEpochStarted implements EventHandler<MeterEpochStarted> {
  constructor(private readonly meters: MeterRepository) {}

  async handle(epoch: MeterEpochStarted, tx: Transaction): Promise<EventDraft[]> {
    await this.meters.noteEpoch(epoch, tx);
    return [];
  }
}
