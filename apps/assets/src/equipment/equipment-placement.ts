import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { LocationRepository } from '../persistence/locations/location.repository.js';

const invalid = (field: string, message: string): Refusal => Refusal.invalid([{ field, message }]);

/** Where equipment is to stand, as far as that changes. */
type Placed = Partial<Pick<Equipment, 'parentId' | 'locationId'>>;

const given = (ids: readonly (string | null | undefined)[]): string[] =>
  [...new Set(ids)].filter((id) => typeof id === 'string');

/** Holds equipment to the trees that it stands in. */
@Injectable()
export class EquipmentPlacement {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly locations: LocationRepository,
  ) {}

  /** Refuses a parent or location that is not there. */
  async check(placed: readonly Placed[], tx: Transaction): Promise<void> {
    const places = given(placed.map(({ locationId }) => locationId));
    const foundPlaces = (await this.locations.findAll(places, tx)).map(({ id }) => id);
    const lost = places.find((id) => !foundPlaces.includes(id));
    if (lost !== undefined) throw invalid('locationId', `There is no location ${lost}.`);
    const parents = given(placed.map(({ parentId }) => parentId));
    const foundParents = await this.equipment.present(parents, tx);
    const orphaned = parents.find((id) => !foundParents.has(id));
    if (orphaned !== undefined) throw invalid('parentId', `There is no equipment ${orphaned}.`);
  }

  /** Refuses a whole that is its own part. */
  async checkMove(id: string, parentId: string, tx: Transaction): Promise<void> {
    if (await this.equipment.isWithin(parentId, id, tx)) {
      throw invalid('parentId', 'Equipment cannot be part of itself.');
    }
  }
}
