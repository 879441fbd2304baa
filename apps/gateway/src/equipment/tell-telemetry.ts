import { Injectable } from '@nestjs/common';
import {
  GetEquipment,
  GetSeries,
  ListLatestValues,
  type EquipmentView,
  type LatestValueView,
  type SeriesView,
} from '@libs/contracts';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import type { ListTelemetry, Telemetry } from './telemetry.dto.js';

const DAY_MS = 86_400_000;
const POINTS = 100;
const SIGNALS = ['fuel_level', 'operating_hours'] as const;

/** Tells what a vehicle told of itself last, and what its signals were in a range. */
@Injectable()
export class TellTelemetry {
  constructor(private readonly agents: AgentsClient) {}

  async tell(equipmentId: string, range: ListTelemetry, asking: Asking): Promise<Telemetry> {
    const equipment = await this.agents.ask(GetEquipment, { equipmentId }, asking);
    const latest = await this.agents.ask(ListLatestValues, { equipmentId }, asking);
    const known = SIGNALS.flatMap((key) => latest.filter((each) => each.key === key));
    const { to = new Date().toISOString(), maxPoints = POINTS } = range;
    const from = range.from ?? new Date(Date.parse(to) - DAY_MS).toISOString();
    const series = await Promise.all(
      known.map(async ({ sensorId, key }) => {
        const asked = { sensorId, from, to, maxPoints };
        return seriesOf(key, await this.agents.ask(GetSeries, asked, asking));
      }),
    );
    return {
      equipment_id: equipmentId,
      fuel_level: valueOf('fuel_level', known),
      operating_hours: valueOf('operating_hours', known),
      position: positionOf(equipment),
      series,
    };
  }
}

function positionOf({ position, positionAt }: EquipmentView): Telemetry['position'] {
  if (!position || positionAt === undefined) return null;
  const { latitude, longitude } = position;
  return { latitude, longitude, measured_at: positionAt };
}

function valueOf(key: string, latest: readonly LatestValueView[]): Telemetry['fuel_level'] {
  const found = latest.find((each) => each.key === key);
  if (!found) return null;
  const { value, unit, quality, measuredAt } = found;
  return { value, unit, quality, measured_at: measuredAt };
}

function seriesOf(key: string, { unit = '1', points }: SeriesView): Telemetry['series'][number] {
  return { key, unit, points };
}
