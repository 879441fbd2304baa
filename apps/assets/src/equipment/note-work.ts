import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { workState } from '../domain/work-state.js';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { OpenWorkRepository } from '../persistence/equipment/open-work.repository.js';
import { EditEquipment } from './edit-equipment.js';

const ACTOR = 'agent:maintenance';

/** Brings the work state of equipment in line with its open work orders. */
@Injectable()
export class NoteWork {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly openWork: OpenWorkRepository,
    private readonly editing: EditEquipment,
  ) {}

  async at(
    equipmentId: string,
    tx: Transaction,
    columns: Partial<Equipment> = {},
  ): Promise<EventDraft[]> {
    if (!(await this.equipment.find(equipmentId, tx))) return [];
    const work = workState(await this.openWork.listFor(equipmentId, tx));
    const caller = { tenantId: tx.tenantId, actor: ACTOR, name: ACTOR, roles: [], permissions: [] };
    const edit = { facets: { work }, columns };
    const { events } = await this.editing.edit({ equipmentId }, caller, () => edit, tx);
    return events;
  }
}
