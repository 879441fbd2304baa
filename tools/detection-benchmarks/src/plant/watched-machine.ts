import type { RecordedSensor } from '@libs/contracts';
import type { SensorFault } from '@libs/detectors';
import { EquipmentWatch, type Found } from '@libs/watch';
import type { Machine } from '../../../plant-simulator/src/plant.js';

/** A fault of a sensor, and when it was told. */
export interface ToldFault {
  readonly atMs: number;
  readonly fault: SensorFault;
}

/** A machine of the simulated plant through the watch of the live agent, with what people would have been told. */
export class WatchedMachine {
  /** When its alarm began, which whatever is found meanwhile joins. */
  readonly alarms: number[] = [];
  /** By the code of the sensor. */
  readonly faults: ReadonlyMap<string, ToldFault[]>;
  private readonly sensors: readonly RecordedSensor[];
  private readonly watch = new EquipmentWatch();
  private readonly open = new Set<string>();

  constructor(machine: Machine) {
    this.sensors = machine.sensors.map(({ code, key, unit, rangeMin, rangeMax }) => ({
      ...{
        sensorId: code,
        equipmentId: machine.code,
        key,
        unit,
        kind: 'gauge',
        rangeMin,
        rangeMax,
      },
    }));
    this.faults = new Map(machine.sensors.map(({ code }) => [code, []]));
  }

  /** What the sensors showed at one instant; who drops out is not there. */
  observe(atMs: number, values: ReadonlyMap<string, number>): void {
    const alarmed = this.open.size > 0;
    for (const sensor of this.sensors) {
      const value = values.get(sensor.sensorId);
      if (value === undefined) continue;
      const reading = { measuredAtMs: atMs, value, quality: 'good' } as const;
      for (const found of this.watch.observe(sensor, reading, [])) this.hear(found, atMs);
    }
    if (!alarmed && this.open.size > 0) this.alarms.push(atMs);
  }

  private hear({ sensor: { sensorId }, happening }: Found, atMs: number): void {
    switch (happening.kind) {
      case 'anomaly_detected':
        this.open.add(sensorId);
        return;
      case 'anomaly_expired':
        this.open.delete(sensorId);
        return;
      case 'machine_anomaly_detected':
        this.open.add('equipment');
        return;
      case 'machine_anomaly_expired':
        this.open.delete('equipment');
        return;
      case 'sensor_fault_detected':
        this.faults.get(sensorId)?.push({ atMs, fault: happening.fault });
        return;
      case 'sensor_fault_ended':
      case 'limit_exceeded':
      case 'limit_returned':
    }
  }
}
