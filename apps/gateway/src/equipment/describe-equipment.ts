import { Injectable } from '@nestjs/common';
import {
  GetEquipment,
  GetLocation,
  ListAlarms,
  ListLatestValues,
  type EquipmentView,
  type LatestValueView,
  type LocationView,
} from '@libs/contracts';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import type { EquipmentPlace } from './equipment.dto.js';

const NEWEST_ALARMS = 5;

/** An answer, or nothing: an agent that is down must not take the equipment with it. */
async function ifThere<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch {
    return null;
  }
}

/** The latest value of a signal, by the name that a fleet has for it. */
function valueAs(
  name: string,
  key: string,
  latest: readonly LatestValueView[] | null,
): Record<string, number> {
  const found = latest?.find((each) => each.key === key);
  return found ? { [name]: found.value } : {};
}

function newestOf(latest: readonly LatestValueView[] | null): LatestValueView | null {
  const [first, ...others] = latest ?? [];
  if (!first) return null;
  return others.reduce(
    (a, b) => (Date.parse(b.measuredAt) > Date.parse(a.measuredAt) ? b : a),
    first,
  );
}

/** Puts together what the agents know of one piece of equipment. */
@Injectable()
export class DescribeEquipment {
  constructor(private readonly agents: AgentsClient) {}

  async describe(equipmentId: string, asking: Asking): Promise<object> {
    const equipment = await this.agents.ask(GetEquipment, { equipmentId }, asking);
    const open = { equipmentId, open: 'true', pageSize: NEWEST_ALARMS };
    const [location, alarms, latestValues] = await Promise.all([
      this.locationOf(equipment, asking),
      ifThere(this.agents.ask(ListAlarms, open, asking)),
      ifThere(this.agents.ask(ListLatestValues, { equipmentId }, asking)),
    ]);
    return Object.assign({}, equipment, {
      location,
      openAlarmCount: alarms?.totalCount ?? null,
      alert_count: alarms?.totalCount ?? 0,
      openAlarms: alarms?.items ?? null,
      latestValues,
      latest_iot_data: newestOf(latestValues),
      ...valueAs('current_fuel_percent', 'fuel_level', latestValues),
      ...valueAs('current_hours', 'operating_hours', latestValues),
    });
  }

  async placeOf(equipmentId: string, asking: Asking): Promise<EquipmentPlace> {
    const equipment = await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return {
      equipmentId,
      location: await this.locationOf(equipment, asking),
      position: equipment.position ?? null,
      positionAt: equipment.positionAt ?? null,
    };
  }

  private async locationOf(
    { locationId }: EquipmentView,
    asking: Asking,
  ): Promise<LocationView | null> {
    if (locationId === undefined) return null;
    return this.agents.ask(GetLocation, { locationId }, asking);
  }
}
