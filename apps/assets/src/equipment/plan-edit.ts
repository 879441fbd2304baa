import { isDeepStrictEqual } from 'node:util';
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
import type { Caller } from '@libs/messaging';
import { facetChanges, placeChanges } from '../domain/compare-equipment.js';
import { holdsOf, statusWords, type Facets } from '../domain/equipment-status.js';
import { heldAfter, settle, type Standing } from '../domain/standing.js';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import type { HistoryNote } from '../persistence/equipment/equipment-history.repository.js';
import { equipmentView } from '../persistence/equipment/equipment-view.js';

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
  const { facets, standing } = settledBy(row, edit);
  const stateChanges = facetChanges(row, facets);
  const isHeldElse = !isDeepStrictEqual(row.held, standing.held);
  const isState = stateChanges.length > 0 || isHeldElse || edit.word !== undefined;
  if (!isState && Object.keys(columns).length === 0) return silently(row, standing, edit, caller);
  const now = new Date();
  const saved = {
    ...row,
    ...columns,
    ...facets,
    ...standing,
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
  const told = { changes: stateChanges, ...why, ...(edit.source && { source: edit.source }) };
  const state = isState ? told : undefined;
  return {
    edited: { reply: equipmentView(saved), events: tell(row, saved, columns, state) },
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

/** What an agent found may change nothing that shows; it is kept for later. */
function silently(
  row: Equipment,
  standing: Standing & Pick<Equipment, 'held'>,
  edit: Edit,
  { actor }: Caller,
): Plan {
  const edited = { reply: equipmentView(row), events: [] };
  if (isDeepStrictEqual(standingOf(row), standing)) return { edited };
  const note = { equipmentId: row.id, at: edit.at ?? new Date(), actor, changes: [] };
  return { edited, step: { row, saved: { ...row, ...standing }, columns: {}, note } };
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
