import { Injectable } from '@nestjs/common';
import { ListEquipment } from '@libs/contracts';
import { RequestClient } from '@libs/messaging';
import type { InspectionRound } from '../../persistence/inspections/round.entity.js';

const PAGE_SIZE = 100;

/** Which equipment a round covers now; of a location, what stands there or below. */
@Injectable()
export class EquipmentOfRound {
  constructor(private readonly requests: RequestClient) {}

  async find(
    { equipmentIds, locationId }: InspectionRound,
    tenantId: string,
  ): Promise<readonly string[]> {
    if (locationId === null) return equipmentIds;
    const name = 'maintenance';
    const caller = { tenantId, actor: 'agent:maintenance', name, roles: [], permissions: [] };
    const found: string[] = [];
    for (let page = 1; ; page += 1) {
      const asked = { locationId, page, pageSize: PAGE_SIZE, sort: 'code' } as const;
      const { items } = await this.requests.ask(ListEquipment, asked, caller);
      found.push(...items.map(({ id }) => id));
      if (items.length < PAGE_SIZE) return found;
    }
  }
}
