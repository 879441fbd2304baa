import { AnomalyExpired, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { anomalySource } from '../domain/condition-change.js';
import { newsOfEnd } from '@libs/alarm-rules';
import { HearPlant } from '../following/hear-plant.js';

@Handles(AnomalyExpired)
export class ReturnAlarmOnAnomalyExpired implements EventHandler<AnomalyExpired> {
  constructor(private readonly plant: HearPlant) {}

  handle(expired: AnomalyExpired, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const change = { ...anomalySource(expired), kind: 'ended' } as const;
    const news = { change, rules: newsOfEnd(expired.sensorId, expired.measuredAt) };
    return this.plant.hear(news, about.correlationid, tx);
  }
}
