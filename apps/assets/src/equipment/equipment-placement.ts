import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { LocationRepository } from '../persistence/locations/location.repository.js';

const invalid = (field: string, message: string): Refusal => Refusal.invalid([{ field, message }]);

/** Holds equipment to the trees that it stands in. */
@Injectable()
export class EquipmentPlacement {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly locations: LocationRepository,
  ) {}

  /** Refuses a parent or location that is not there, and a whole that is its own part. */
  async check(
    id: string,
    { parentId, locationId }: Partial<Pick<Equipment, 'parentId' | 'locationId'>>,
    tx: Transaction,
  ): Promise<void> {
    if (locationId && !(await this.locations.find(locationId, tx))) {
      throw invalid('locationId', `There is no location ${locationId}.`);
    }
    if (!parentId) return;
    if (!(await this.equipment.find(parentId, tx))) {
      throw invalid('parentId', `There is no equipment ${parentId}.`);
    }
    if (await this.equipment.isWithin(parentId, id, tx)) {
      throw invalid('parentId', 'Equipment cannot be part of itself.');
    }
  }
}
