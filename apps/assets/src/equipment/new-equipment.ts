import { Injectable } from '@nestjs/common';
import type { EquipmentPatch, RegisterEquipment } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Caller } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { codeFrom } from '../domain/equipment-code.js';
import { facetChanges, placeChanges } from '../domain/compare-equipment.js';
import { holdsOf, meaningOf, statusWords, type Facets } from '../domain/equipment-status.js';
import { settle } from '../domain/standing.js';
import { BARE, columnsOf } from '../persistence/equipment/equipment-columns.js';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { EquipmentHistoryRepository } from '../persistence/equipment/equipment-history.repository.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { InstallationRepository } from '../persistence/equipment/installation.repository.js';
import { searchTextOf } from './edit-equipment.js';
import { EquipmentPlacement } from './equipment-placement.js';
import { explained } from './equipment-refusals.js';

const NEW: Facets = {
  lifecycle: 'in_service',
  operating: 'unknown',
  connectivity: 'never_seen',
  health: 'unknown',
  work: 'none',
};
const NOTHING_FOUND = {
  heardConnectivity: null,
  caseHealth: null,
  operatingWhenUp: null,
  held: [],
};

/** Takes equipment into the registry. */
@Injectable()
export class NewEquipment {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly history: EquipmentHistoryRepository,
    private readonly installations: InstallationRepository,
    private readonly placement: EquipmentPlacement,
  ) {}

  async add(asked: RegisterEquipment, caller: Caller, tx: Transaction): Promise<Equipment> {
    const row = await this.rowOf(asked, caller, tx);
    await this.placement.check(row.id, row, tx);
    try {
      await this.equipment.add(row, tx);
    } catch (error) {
      throw explained(error);
    }
    const nowhere = { locationId: null, latitude: null, longitude: null };
    const changes = [...facetChanges(NEW, row), ...placeChanges(nowhere, row)];
    const word = asked.status === undefined ? {} : { word: asked.status };
    const note = { equipmentId: row.id, changes, at: row.createdAt, actor: caller.actor };
    await this.history.add({ ...note, ...word }, tx);
    if (row.locationId) {
      await this.installations.move(row.id, row.locationId, row.createdAt, tx);
    }
    return row;
  }

  private async rowOf(
    asked: RegisterEquipment,
    caller: Caller,
    tx: Transaction,
  ): Promise<Equipment> {
    const now = new Date();
    const number = await this.equipment.nextNumber(tx);
    const { code = await this.freeCode(asked.name, number, tx), criticality = 'C' } = asked;
    const given = { code, criticality, class: asked.class ?? 'unclassified' };
    const patch: EquipmentPatch = Object.assign({}, BARE, asked, given);
    const begun = { ...NEW, ...(asked.lifecycle && { lifecycle: asked.lifecycle }) };
    const meant = asked.status === undefined ? {} : meaningOf(asked.status, begun);
    const { holds } = holdsOf(asked.status);
    const { facets, standing } = settle({ ...begun, ...NOTHING_FOUND }, meant, { held: holds });
    const columns = columnsOf(patch, now) as Equipment;
    return {
      ...columns,
      id: uuidv7(),
      number,
      ...facets,
      ...standing,
      held: [...standing.held],
      ...statusWords(facets),
      ...searchTextOf(columns),
      version: 1,
      createdAt: now,
      createdBy: caller.actor,
      updatedAt: now,
      updatedBy: caller.actor,
      deletedAt: null,
    };
  }

  private async freeCode(name: string, number: number, tx: Transaction): Promise<string> {
    const code = codeFrom(name);
    return (await this.equipment.existsByCode(code, tx)) ? `${code}-${number}` : code;
  }
}
