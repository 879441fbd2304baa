import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Caller } from '@libs/messaging';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { EditEquipment } from './edit-equipment.js';
import type { Edit } from './plan-edit.js';

/** Changes equipment in the name of the agent that found something out about it. */
@Injectable()
export class NoteFinding {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly editing: EditEquipment,
  ) {}

  async by(
    agent: string,
    equipmentId: string,
    decide: (row: Equipment) => Edit,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    // What was removed from the registry is let rest.
    if (!(await this.equipment.find(equipmentId, tx))) return [];
    const { events } = await this.editing.edit({ equipmentId }, callerOf(agent, tx), decide, tx);
    return events;
  }
}

function callerOf(agent: string, { tenantId }: Transaction): Caller {
  const actor = `agent:${agent}`;
  return { tenantId, actor, name: actor, roles: [], permissions: [] };
}
