import { Injectable } from '@nestjs/common';
import { ChangeLocation, LocationRegistered, LocationRow, RegisterLocation } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { readAs, type Caller } from '@libs/messaging';
import type { ReadRow } from '../../domain/import.js';
import { EditLocation } from '../../locations/edit-location.js';
import { locationChanges } from '../../locations/location-changes.js';
import { toldOf } from '../../locations/location-told.js';
import { NewLocation } from '../../locations/new-location.js';
import type { Location } from '../../persistence/locations/location.entity.js';
import { locationView } from '../../persistence/locations/location-view.js';
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

type Work = WorkOf<RegisterLocation, ChangeLocation>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Locations that rows are or refer to, by code and by id. */
interface Known {
  readonly byCode: ReadonlyMap<string | null, Location>;
  readonly byId: ReadonlyMap<string, Location>;
}

@Injectable()
export class LocationRows implements RowsOfKind<Work> {
  constructor(
    private readonly locations: LocationRepository,
    private readonly newLocation: NewLocation,
    private readonly editing: EditLocation,
  ) {}

  async sort(rows: readonly ReadRow[], _caller: Caller, tx: Transaction): Promise<Sorted<Work>[]> {
    const codes = [...textsIn(rows, 'code'), ...textsIn(rows, 'parentCode')];
    const ids = textsIn(rows, 'id').filter((id) => UUID.test(id));
    const coded = await this.locations.findByCodes(codes, tx);
    const named = await this.locations.findAll(ids, tx);
    const known = {
      byCode: new Map(coded.map((each) => [each.code, each])),
      byId: new Map(named.map((each) => [each.id, each])),
    };
    return rows.map((row) => sorted(row, () => sortRow(row, known)));
  }

  async write(works: readonly Work[], _caller: Caller, tx: Transaction): Promise<Written[]> {
    const { news, edits } = takenApart(works);
    const written: Written[] = (await this.newLocation.addAll(news, tx)).map((row) => {
      return { kind: 'created', events: [toldOf(LocationRegistered, locationView(row))] };
    });
    return [...written, ...(await this.editing.editAll(edits, tx)).map(editWritten)];
  }
}

function sortRow(row: ReadRow, known: Known): Sorted<Work> {
  const { id, parentCode, ...rest } = readAs(LocationRow, row.fields, 'row', 'refuse');
  const { code } = rest;
  const before = code === undefined ? known.byId.get(id ?? '') : known.byCode.get(code);
  if (code === undefined && !before) {
    refuseField('id', 'There is no location with this id, and a new one needs a code.');
  }
  if (parentCode && parentCode === code) {
    refuseField('parentCode', 'A location cannot be in itself.');
  }
  const parentId = parentCode ? known.byCode.get(parentCode)?.id : parentCode;
  if (parentCode && parentId === undefined) {
    return { kind: 'waiting', row: { ...row, code: code ?? id ?? '', wanted: parentCode } };
  }
  const patch = { ...rest, ...(parentId !== undefined && { parentId }) };
  if (!before) {
    const asked = readAs(RegisterLocation, withoutNulls(patch), 'row', 'refuse');
    return { kind: 'ready', row, work: { kind: 'new', asked } };
  }
  const asked = readAs(ChangeLocation, { ...patch, locationId: before.id }, 'row', 'refuse');
  const changes = Object.keys(locationChanges(before, asked));
  if (changes.length === 0) return { kind: 'unchanged', row };
  return { kind: 'ready', row, work: { kind: 'edit', asked } };
}
