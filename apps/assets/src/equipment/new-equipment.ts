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
import {
  EquipmentHistoryRepository,
  type HistoryNote,
} from '../persistence/equipment/equipment-history.repository.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { InstallationRepository } from '../persistence/equipment/installation.repository.js';
import { searchTextOf } from './plan-edit.js';
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

const NOWHERE = { locationId: null, latitude: null, longitude: null };

function noteOf(row: Equipment, word: string | undefined): HistoryNote {
  const changes = [...facetChanges(NEW, row), ...placeChanges(NOWHERE, row)];
  const note = { equipmentId: row.id, changes, at: row.createdAt, actor: row.createdBy };
  return { ...note, ...(word !== undefined && { word }) };
}

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
    const [row] = await this.addAll([asked], caller, tx);
    if (!row) throw new Error('Of one that was asked for, none was added.');
    return row;
  }

  /** Adds all that is asked for, in that order, or none of it. */
  async addAll(
    asked: readonly RegisterEquipment[],
    caller: Caller,
    tx: Transaction,
  ): Promise<Equipment[]> {
    if (asked.length === 0) return [];
    const first = await this.equipment.nextNumber(asked.length, tx);
    const rows: Equipment[] = [];
    for (const [index, each] of asked.entries()) {
      rows.push(await this.rowOf(each, first + index, caller, tx));
    }
    await this.placement.check(rows, tx);
    try {
      await this.equipment.addAll(rows, tx);
    } catch (error) {
      throw explained(error);
    }
    const notes = rows.map((row, index) => noteOf(row, asked[index]?.status));
    await this.history.addAll(notes, tx);
    const installed = rows.filter(({ locationId }) => locationId !== null);
    await this.installations.moveAll(
      installed.map(({ id, locationId, createdAt }) => {
        return { equipmentId: id, locationId, at: createdAt };
      }),
      tx,
    );
    return rows;
  }

  private async rowOf(
    asked: RegisterEquipment,
    number: number,
    caller: Caller,
    tx: Transaction,
  ): Promise<Equipment> {
    const now = new Date();
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
