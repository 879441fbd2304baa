import { AnomalyDetected, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { anomalySource } from '../domain/condition-change.js';
import { newsOfAnomaly } from '@libs/alarm-rules';
import { HearPlant } from '../following/hear-plant.js';

const SEVERITY = { alert: 'medium', alarm: 'high' } as const;

@Handles(AnomalyDetected)
export class RaiseAlarmOnAnomalyDetected implements EventHandler<AnomalyDetected> {
  constructor(private readonly plant: HearPlant) {}

  handle(found: AnomalyDetected, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const { anomalyId: sourceId, explanation: text } = found;
    const severity = SEVERITY[found.severity];
    const source = anomalySource(found);
    const change = { ...source, kind: 'began', severity, message: text } as const;
    const evidence = { kind: 'anomaly', sourceId, text, occurredAt: source.at } as const;
    const news = { change, rules: newsOfAnomaly(found), evidence };
    return this.plant.hear(news, about.correlationid, tx);
  }
}
