import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  draft,
  EquipmentChanged,
  EquipmentMoved,
  EquipmentStateChanged,
  type EquipmentView,
  type EventDraft,
  type HeldFacet,
  type StateSource,
  type StatusWord,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { facetChanges, placeChanges } from '../domain/compare-equipment.js';
import { holdsOf, statusWords, type Facets } from '../domain/equipment-status.js';
import { heldAfter, settle, type Standing } from '../domain/standing.js';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { EquipmentHistoryRepository } from '../persistence/equipment/equipment-history.repository.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { equipmentView } from '../persistence/equipment/equipment-view.js';
import { InstallationRepository } from '../persistence/equipment/installation.repository.js';
import { EquipmentPlacement } from './equipment-placement.js';
import { explained } from './equipment-refusals.js';

/** What is to become of a piece of equipment. */
export interface Edit {
  readonly columns?: Partial<Equipment>;
  readonly facets?: Partial<Facets>;
  readonly word?: StatusWord;
  readonly reason?: string;
  /** What an agent found out. */
  readonly found?: Partial<Standing>;
  /** Facets that a person keeps as he says from now on, and those that he lets go of. */
  readonly holds?: readonly HeldFacet[];
  readonly releases?: readonly HeldFacet[];
  /** Where it comes from, when not from a person. */
  readonly source?: StateSource;
  /** When it came to be so, where that is not now. */
  readonly at?: Date;
}

/** Which equipment is to be changed, and which version of it was seen. */
interface Seen {
  readonly equipmentId: string;
  readonly expectedVersion?: number;
}

const PLACE = ['locationId', 'latitude', 'longitude', 'positionAt'];

function differing(row: Equipment, columns: Partial<Equipment>): Partial<Equipment> {
  const changed = Object.entries(columns).filter(
    ([name, value]) => !isDeepStrictEqual(row[name as keyof Equipment], value),
  );
  const names = changed.map(([name]) => name);
  // Said again, a figure is not new.
  return names.every((name) => name === 'declaredEfficiencyAt') ? {} : Object.fromEntries(changed);
}

/** Changes a piece of equipment as one step: row, history, place and events. */
@Injectable()
export class EditEquipment {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly history: EquipmentHistoryRepository,
    private readonly installations: InstallationRepository,
    private readonly placement: EquipmentPlacement,
  ) {}

  async edit(
    { equipmentId, expectedVersion }: Seen,
    caller: Caller,
    decide: (row: Equipment) => Edit,
    tx: Transaction,
  ): Promise<{ reply: EquipmentView; events: EventDraft[] }> {
    const row = await this.equipment.lockFor(equipmentId, tx);
    if (!row) throw Refusal.notFound('equipment', equipmentId);
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw Refusal.stale('equipment', row.version);
    }
    const edit = decide(row);
    const columns = differing(row, edit.columns ?? {});
    const { facets, standing } = settledBy(row, edit);
    const stateChanges = facetChanges(row, facets);
    const moves = placeChanges(row, { ...row, ...columns });
    const isHeldElse = !isDeepStrictEqual(row.held, standing.held);
    const isSilent = Object.keys(columns).length === 0 && stateChanges.length === 0;
    if (isSilent && !isHeldElse && edit.word === undefined) {
      if (!isDeepStrictEqual(standingOf(row), standing)) await this.save(row, standing, tx);
      return { reply: equipmentView(row), events: [] };
    }
    await this.placement.check(row.id, columns, tx);

    const now = new Date();
    const at = edit.at ?? now;
    const next = {
      ...columns,
      ...facets,
      ...standing,
      ...statusWords(facets),
      ...searchTextOf({ ...row, ...columns }),
      version: row.version + 1,
      updatedAt: now,
      updatedBy: caller.actor,
    };
    const saved = await this.save(row, next, tx);
    const why = {
      ...(edit.word !== undefined && { word: edit.word }),
      ...(edit.reason !== undefined && { reason: edit.reason }),
    };
    const note = { equipmentId, at, actor: caller.actor, ...why };
    const told = { ...why, ...(edit.source && { source: edit.source }) };
    await this.history.add({ ...note, changes: [...stateChanges, ...moves] }, tx);
    if (columns.locationId !== undefined) {
      await this.installations.move(equipmentId, columns.locationId, at, tx);
    }
    const isState = stateChanges.length > 0 || isHeldElse || edit.word !== undefined;
    const state = isState ? { changes: stateChanges, ...told } : undefined;
    return { reply: equipmentView(saved), events: tell(row, saved, columns, state) };
  }

  private async save(
    row: Equipment,
    next: Partial<Equipment>,
    tx: Transaction,
  ): Promise<Equipment> {
    try {
      return await this.equipment.save(row, next, tx);
    } catch (error) {
      throw explained(error);
    }
  }
}

/** The facets of a row. */
export function facetsOf(row: Equipment): Facets {
  const { lifecycle, operating, connectivity, health, work } = row;
  return { lifecycle, operating, connectivity, health, work };
}

function standingOf(row: Equipment): Standing {
  const { heardConnectivity, caseHealth, operatingWhenUp, held } = row;
  return { heardConnectivity, caseHealth, operatingWhenUp, held };
}

function settledBy(row: Equipment, { facets = {}, found = {}, word, ...edit }: Edit) {
  const { holds = [], releases = [] } = edit;
  const byWord = holdsOf(word);
  const held = heldAfter(row.held, [...byWord.holds, ...holds], [...byWord.releases, ...releases]);
  const settled = settle({ ...facetsOf(row), ...standingOf(row) }, facets, { ...found, held });
  return { ...settled, standing: { ...settled.standing, held: [...settled.standing.held] } };
}

/** What is looked through when somebody searches. */
export function searchTextOf(row: Pick<Equipment, 'code' | 'name' | 'names'>): {
  searchText: string;
} {
  const names = Object.values(row.names ?? {});
  return { searchText: [row.code, row.name, ...names].join(' ').toLowerCase() };
}

interface StateTold {
  readonly changes: ReturnType<typeof facetChanges>;
  readonly word?: StatusWord;
  readonly reason?: string;
  readonly source?: StateSource;
}

function tell(
  before: Equipment,
  after: Equipment,
  columns: Partial<Equipment>,
  state: StateTold | undefined,
): EventDraft[] {
  const { id: equipmentId, ...rest } = equipmentView(after);
  const event = { ...rest, equipmentId };
  const isPlace = (name: string): boolean => PLACE.includes(name);
  const previous = before.locationId;
  return [
    ...(Object.keys(columns).some((name) => !isPlace(name))
      ? [draft(EquipmentChanged, event)]
      : []),
    ...(state ? [draft(EquipmentStateChanged, { ...event, ...state })] : []),
    ...(Object.keys(columns).some(isPlace)
      ? [draft(EquipmentMoved, { ...event, ...(previous && { previousLocationId: previous }) })]
      : []),
  ];
}
