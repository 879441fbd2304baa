import { SensorFaultDetected, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { sensorFaultSource } from '../domain/condition-change.js';
import { HearPlant } from '../following/hear-plant.js';

@Handles(SensorFaultDetected)
export class RaiseAlarmOnSensorFaultDetected implements EventHandler<SensorFaultDetected> {
  constructor(private readonly plant: HearPlant) {}

  handle(fault: SensorFaultDetected, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const change = {
      ...sensorFaultSource(fault),
      kind: 'began',
      severity: 'medium',
      message: `${fault.sensorKey}: ${fault.explanation}`,
      caseKind: 'sensor_fault',
    } as const;
    return this.plant.hear({ change }, about.correlationid, tx);
  }
}
