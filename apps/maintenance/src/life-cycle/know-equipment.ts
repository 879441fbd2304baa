import { Injectable } from '@nestjs/common';
import { GetEquipment } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { RequestClient, type Caller } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

/** Sees to it that equipment is known before something is written about it. */
@Injectable()
export class KnowEquipment {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly requests: RequestClient,
  ) {}

  async know(equipmentId: string, caller: Caller, tx: Transaction): Promise<void> {
    if (await this.equipment.isKnown(equipmentId, tx)) return;
    // Its registration may still be on the way here; the registry knows, or refuses.
    const { id, ...known } = await this.requests.ask(GetEquipment, { equipmentId }, caller);
    await this.equipment.note({ ...known, equipmentId: id }, tx);
  }
}
