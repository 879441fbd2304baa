import { isDeepStrictEqual } from 'node:util';
import {
  draft,
  EquipmentChanged,
  EquipmentMoved,
  EquipmentStateChanged,
  type EquipmentView,
  type EventDraft,
} from '@libs/contracts';
import type { Caller } from '@libs/messaging';
import { facetChanges, placeChanges } from '../domain/compare-equipment.js';
import { statusWords, type Facets } from '../domain/equipment-status.js';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import type { HistoryNote } from '../persistence/equipment/equipment-history.repository.js';
import { equipmentView } from '../persistence/equipment/equipment-view.js';

/** What is to become of a piece of equipment. */
export interface Edit {
  readonly columns?: Partial<Equipment>;
  readonly facets?: Partial<Facets>;
  readonly word?: string;
  readonly reason?: string;
  /** When it came to be so, where that is not now. */
  readonly at?: Date;
}

/** What became of a piece of equipment, and what there is to tell of it. */
export interface Edited {
  readonly reply: EquipmentView;
  readonly events: EventDraft[];
}

/** A row that is to be saved. */
export interface Step {
  readonly row: Equipment;
  readonly saved: Equipment;
  readonly columns: Partial<Equipment>;
  readonly note: HistoryNote;
}

/** Without a step, nothing changes. */
export interface Plan {
  readonly edited: Edited;
  readonly step?: Step;
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

/** What an edit makes of a row. */
export function planOf(row: Equipment, edit: Edit, caller: Caller): Plan {
  const columns = differing(row, edit.columns ?? {});
  const facets = { ...facetsOf(row), ...edit.facets };
  const stateChanges = facetChanges(row, facets);
  const isSilent = Object.keys(columns).length === 0 && stateChanges.length === 0;
  if (isSilent && edit.word === undefined) {
    return { edited: { reply: equipmentView(row), events: [] } };
  }
  const now = new Date();
  const saved = {
    ...row,
    ...columns,
    ...facets,
    ...statusWords(facets),
    ...searchTextOf({ ...row, ...columns }),
    version: row.version + 1,
    updatedAt: now,
    updatedBy: caller.actor,
  };
  const why = {
    ...(edit.word !== undefined && { word: edit.word }),
    ...(edit.reason !== undefined && { reason: edit.reason }),
  };
  const changes = [...stateChanges, ...placeChanges(row, saved)];
  const at = edit.at ?? now;
  return {
    edited: { reply: equipmentView(saved), events: tell(row, saved, columns, stateChanges, why) },
    step: {
      row,
      saved,
      columns,
      note: { equipmentId: row.id, at, actor: caller.actor, ...why, changes },
    },
  };
}

/** The facets of a row. */
export function facetsOf(row: Equipment): Facets {
  const { lifecycle, operating, connectivity, health, work } = row;
  return { lifecycle, operating, connectivity, health, work };
}

/** What is looked through when somebody searches. */
export function searchTextOf(row: Pick<Equipment, 'code' | 'name' | 'names'>): {
  searchText: string;
} {
  const names = Object.values(row.names ?? {});
  return { searchText: [row.code, row.name, ...names].join(' ').toLowerCase() };
}

function tell(
  before: Equipment,
  after: Equipment,
  columns: Partial<Equipment>,
  changes: ReturnType<typeof facetChanges>,
  why: { word?: string; reason?: string },
): EventDraft[] {
  const { id: equipmentId, ...state } = equipmentView(after);
  const event = { ...state, equipmentId };
  const isPlace = (name: string): boolean => PLACE.includes(name);
  const previous = before.locationId;
  return [
    ...(Object.keys(columns).some((name) => !isPlace(name))
      ? [draft(EquipmentChanged, event)]
      : []),
    ...(changes.length > 0 || why.word !== undefined
      ? [draft(EquipmentStateChanged, { ...event, changes, ...why })]
      : []),
    ...(Object.keys(columns).some(isPlace)
      ? [draft(EquipmentMoved, { ...event, ...(previous && { previousLocationId: previous }) })]
      : []),
  ];
}
