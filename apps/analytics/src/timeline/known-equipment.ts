import { Injectable } from '@nestjs/common';
import { GetEquipment } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { RequestClient, type Caller } from '@libs/messaging';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

/** Sees to it that equipment is known here, and that one thing at a time is said of it. */
@Injectable()
export class KnownEquipment {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly requests: RequestClient,
  ) {}

  async require(equipmentId: string, caller: Caller, tx: Transaction): Promise<void> {
    if (!(await this.equipment.isRegistered(equipmentId, tx))) {
      // Its registration may still be on the way here; the registry knows, or refuses.
      const found = await this.requests.ask(GetEquipment, { equipmentId }, caller);
      const { code, name, class: ofClass, locationId, version, createdAt } = found;
      const told = { equipmentId, code, name, class: ofClass, locationId, version };
      await this.equipment.register(told, createdAt, tx);
    }
    await this.equipment.lock(equipmentId, tx);
  }
}
