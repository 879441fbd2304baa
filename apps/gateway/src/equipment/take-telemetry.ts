import { Injectable } from '@nestjs/common';
import {
  GetEquipment,
  ListSensors,
  MoveEquipment,
  RegisterSensor,
  type EquipmentView,
  type SensorKind,
} from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import { ReadingsIntake } from '../readings/readings-intake.js';
import type { TelemetryBody, TelemetryReceipt } from './telemetry.dto.js';

interface Signal {
  readonly field: 'fuelPercent' | 'hours';
  readonly key: string;
  readonly unit: string;
  readonly kind: SensorKind;
}

const SIGNALS: readonly Signal[] = [
  { field: 'fuelPercent', key: 'fuel_level', unit: '%', kind: 'gauge' },
  { field: 'hours', key: 'operating_hours', unit: 'h', kind: 'counter' },
];

/** Takes in what a vehicle tells of itself, as readings of its signals and as its position. */
@Injectable()
export class TakeTelemetry {
  constructor(
    private readonly agents: AgentsClient,
    private readonly intake: ReadingsIntake,
  ) {}

  async take(
    equipmentId: string,
    told: TelemetryBody,
    asking: Asking,
    correlationId: string | undefined,
  ): Promise<TelemetryReceipt> {
    const equipment = await this.agents.ask(GetEquipment, { equipmentId }, asking);
    const signals = SIGNALS.filter(({ field }) => told[field] !== undefined);
    if (signals.length === 0 && !told.position) {
      const message = 'Say fuelPercent, hours or position.';
      throw Refusal.invalid([{ field: 'fuelPercent', message }]);
    }
    const at = told.at ?? new Date().toISOString();
    const { caller } = asking;
    if (told.position) {
      const moved = { equipmentId, position: told.position, at };
      await this.agents.ask(MoveEquipment, moved, { caller });
    }
    if (signals.length === 0) return { equipmentId, readings: 0 };
    const readings = [];
    for (const signal of signals) {
      const sensor = await this.sensorOf(equipment, signal, { caller });
      readings.push({ sensor, at, value: told[signal.field] ?? 0 });
    }
    const receipt = await this.intake.take(readings, asking, correlationId);
    return { equipmentId, readings: receipt.readings, correlationId: receipt.correlationId };
  }

  /** The code of the sensor of a signal, registered when it is told for the first time. */
  private async sensorOf(
    { id: equipmentId, code: equipmentCode }: EquipmentView,
    { key, unit, kind }: Signal,
    asking: Asking,
  ): Promise<string> {
    const { items } = await this.agents.ask(ListSensors, { equipmentId, pageSize: 100 }, asking);
    const known = items.find((sensor) => sensor.key === key);
    if (known) return known.code;
    const code = `${equipmentCode}.${key}`;
    try {
      await this.agents.ask(RegisterSensor, { equipmentId, code, key, unit, kind }, asking);
    } catch (error) {
      // Somebody else told of it at the same moment.
      if (!(error instanceof Refusal) || error.problem.status !== 409) throw error;
    }
    return code;
  }
}
