import { Injectable } from '@nestjs/common';
import {
  equipmentClassOf,
  EquipmentRow,
  RegisterEquipment,
  type EquipmentPatch,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { readAs, type Caller } from '@libs/messaging';
import type { ReadRow } from '../../domain/import.js';
import { EditEquipment, type AskedEdit } from '../../equipment/edit-equipment.js';
import { toldOf } from '../../equipment/equipment-told.js';
import { mergedInto } from '../../equipment/merged-patch.js';
import { NewEquipment } from '../../equipment/new-equipment.js';
import { planOf, type Edit } from '../../equipment/plan-edit.js';
import { columnsOf } from '../../persistence/equipment/equipment-columns.js';
import type { Equipment } from '../../persistence/equipment/equipment.entity.js';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import { LocationRepository } from '../../persistence/locations/location.repository.js';
import {
  editWritten,
  refuseField,
  sorted,
  takenApart,
  textsIn,
  withoutNulls,
} from './rows-of-kind.js';
import type { RowsOfKind, Sorted, WorkOf, Written } from './rows-of-kind.js';

type Work = WorkOf<RegisterEquipment, AskedEdit>;

/** What rows refer to by code. */
interface Known {
  readonly equipment: ReadonlyMap<string, Equipment>;
  readonly parents: ReadonlyMap<string, string>;
  readonly locations: ReadonlyMap<string | null, string>;
}

@Injectable()
export class EquipmentRows implements RowsOfKind<Work> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly locations: LocationRepository,
    private readonly newEquipment: NewEquipment,
    private readonly editing: EditEquipment,
  ) {}

  async sort(rows: readonly ReadRow[], caller: Caller, tx: Transaction): Promise<Sorted<Work>[]> {
    const equipment = await this.equipment.findByCodes(textsIn(rows, 'code'), tx);
    const locations = await this.locations.findByCodes(textsIn(rows, 'locationCode'), tx);
    const known = {
      equipment: new Map(equipment.map((each) => [each.code, each])),
      parents: await this.equipment.idsByCode(textsIn(rows, 'parentCode'), tx),
      locations: new Map(locations.map(({ code, id }) => [code, id])),
    };
    return rows.map((row) => sorted(row, () => sortRow(row, known, caller)));
  }

  async write(works: readonly Work[], caller: Caller, tx: Transaction): Promise<Written[]> {
    const { news: asked, edits } = takenApart(works);
    const added = await this.newEquipment.addAll(asked, caller, tx);
    const edited = await this.editing.editAll(edits, caller, tx);
    const created = added.map((row) => ({ kind: 'created', events: [toldOf(row)] }) as const);
    return [...created, ...edited.map(editWritten)];
  }
}

function sortRow(row: ReadRow, known: Known, caller: Caller): Sorted<Work> {
  const { fields } = row;
  const before = known.equipment.get(String(fields['code']));
  // What is new keeps the contract of its registration, further down.
  const read = before ? readAs(EquipmentRow, fields, 'row', 'refuse') : (fields as EquipmentRow);
  const { parentCode, locationCode, lifecycle, ...rest } = read;
  refuseNoText('parentCode', parentCode);
  refuseNoText('locationCode', locationCode);
  const { code = '' } = rest;
  const parentId = parentCode ? known.parents.get(parentCode) : parentCode;
  const locationId = locationCode ? known.locations.get(locationCode) : locationCode;
  if (locationCode && locationId === undefined) {
    refuseField('locationCode', `There is no location with the code ${locationCode}.`);
  }
  if (parentCode === code) refuseField('parentCode', 'Equipment cannot be part of itself.');
  if (parentCode && parentId === undefined) {
    return { kind: 'waiting', row: { ...row, code, wanted: parentCode } };
  }
  const patch: EquipmentPatch = {
    ...rest,
    ...(parentId !== undefined && { parentId }),
    ...(locationId !== undefined && { locationId }),
  };
  if (!before) {
    const whole = withoutNulls(Object.assign({}, patch, lifecycle && { lifecycle }));
    const asked = readAs(RegisterEquipment, whole, 'row', 'refuse');
    return { kind: 'ready', row, work: { kind: 'new', asked } };
  }
  const decide = (current: Equipment): Edit => ({
    columns: columnsOf(news(current, mergedInto(current, patch)), new Date()),
    ...(lifecycle && { facets: { lifecycle } }),
  });
  if (!planOf(before, decide(before), caller).step) return { kind: 'unchanged', row };
  return { kind: 'ready', row, work: { kind: 'edit', asked: { equipmentId: before.id, decide } } };
}

/** What is looked up by must be text. */
function refuseNoText(field: string, value: unknown): void {
  if (value !== undefined && value !== null && typeof value !== 'string') {
    refuseField(field, `${field} must be a string`);
  }
}

/** What a patch tells that is not so already: said again, it is no newer. */
function news(row: Equipment, patch: EquipmentPatch): EquipmentPatch {
  const { position, class: classWord, declaredEfficiency, ...rest } = patch;
  const stays =
    position?.latitude === row.latitude && position?.longitude === row.longitude && position;
  const isClass =
    classWord !== undefined &&
    equipmentClassOf(classWord) === row.class &&
    classWord === (row.classWord ?? row.class);
  const { declaredEfficiency: declared } = row;
  return {
    ...rest,
    ...(position !== undefined && !stays && { position }),
    ...(classWord !== undefined && !isClass && { class: classWord }),
    ...(declaredEfficiency !== undefined &&
      declaredEfficiency !== declared && { declaredEfficiency }),
  };
}
