import { SensorFaultEnded, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { sensorFaultSource } from '../domain/condition-change.js';
import { HearPlant } from '../following/hear-plant.js';

@Handles(SensorFaultEnded)
export class ReturnAlarmOnSensorFaultEnded implements EventHandler<SensorFaultEnded> {
  constructor(private readonly plant: HearPlant) {}

  handle(ended: SensorFaultEnded, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const change = { ...sensorFaultSource(ended), kind: 'ended' } as const;
    return this.plant.hear({ change }, about.correlationid, tx);
  }
}
