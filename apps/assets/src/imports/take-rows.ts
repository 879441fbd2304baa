import { Injectable } from '@nestjs/common';
import type { EventDraft, TableKind } from '@libs/contracts';
import { attempt, isDataFault, type Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import type { ReadRow, RowFault } from '../domain/import.js';
import type { RefusedRow } from '../persistence/imports/import-error.repository.js';
import type { WaitingRow } from '../persistence/imports/import-row.repository.js';
import { EquipmentRows } from './kinds/equipment-rows.js';
import { LocationRows } from './kinds/location-rows.js';
import type { RowsOfKind, Sorted } from './kinds/rows-of-kind.js';
import { SensorRows } from './kinds/sensor-rows.js';

/** What became of some rows. */
export interface Taken {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
  readonly waiting: readonly WaitingRow[];
  readonly events: readonly EventDraft[];
}

const NONE: Taken = {
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: [],
  waiting: [],
  events: [],
};

/** Both together. */
export function plus(a: Taken, b: Taken): Taken {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    refused: [...a.refused, ...b.refused],
    waiting: [...a.waiting, ...b.waiting],
    events: [...a.events, ...b.events],
  };
}

/** Rows that were refused. */
export function refused(...rows: readonly RefusedRow[]): Taken {
  return { ...NONE, refused: rows };
}

/** A row that was refused, with why. */
export function refusedRow({ row, raw, fields }: ReadRow, errors: readonly RowFault[]): RefusedRow {
  const code = fields['code'] ?? fields['id'];
  return { row, code: typeof code === 'string' ? code : null, errors, raw };
}

type Ready<Work> = Extract<Sorted<Work>, { kind: 'ready' }>;

/** Takes rows into the registry. */
@Injectable()
export class TakeRows {
  constructor(
    private readonly equipment: EquipmentRows,
    private readonly locations: LocationRows,
    private readonly sensors: SensorRows,
  ) {}

  take(kind: TableKind, rows: readonly ReadRow[], caller: Caller, tx: Transaction): Promise<Taken> {
    switch (kind) {
      case 'equipment':
        return takeAll(this.equipment, rows, caller, tx);
      case 'locations':
        return takeAll(this.locations, rows, caller, tx);
      case 'sensors':
        return takeAll(this.sensors, rows, caller, tx);
    }
  }
}

/** Parents may stand among the rows: what waits is looked at again until nothing more is ready. */
async function takeAll<Work>(
  kind: RowsOfKind<Work>,
  rows: readonly ReadRow[],
  caller: Caller,
  tx: Transaction,
): Promise<Taken> {
  if (rows.length === 0) return NONE;
  const sorted = await kind.sort(rows, caller, tx);
  const unchanged = sorted.filter((each) => each.kind === 'unchanged').length;
  const faulty = sorted.flatMap((each) =>
    each.kind === 'refused' ? [refusedRow(each.row, each.faults)] : [],
  );
  const ready = sorted.filter((each) => each.kind === 'ready');
  const waiting = sorted.flatMap((each) => (each.kind === 'waiting' ? [each.row] : []));
  const before = { ...NONE, unchanged, refused: faulty };
  if (ready.length === 0) return { ...before, waiting };
  const written = await write(kind, ready, caller, tx);
  return plus(plus(before, written), await takeAll(kind, waiting, caller, tx));
}

/** Writes all at once; where one of them is refused, halves, until it stands alone. */
async function write<Work>(
  kind: RowsOfKind<Work>,
  ready: readonly Ready<Work>[],
  caller: Caller,
  tx: Transaction,
): Promise<Taken> {
  try {
    const works = ready.map(({ work }) => work);
    const written = await attempt(tx, () => kind.write(works, caller, tx));
    const count = (word: string): number => written.filter((each) => each.kind === word).length;
    return {
      ...NONE,
      created: count('created'),
      updated: count('updated'),
      unchanged: count('unchanged'),
      events: written.flatMap(({ events }) => events),
    };
  } catch (error) {
    const faults = faultsOf(error);
    if (!faults) throw error;
    const [first, ...others] = ready;
    if (first && others.length === 0) return refused(refusedRow(first.row, faults));
    const half = Math.ceil(ready.length / 2);
    const left = await write(kind, ready.slice(0, half), caller, tx);
    return plus(left, await write(kind, ready.slice(half), caller, tx));
  }
}

/** Why a row was refused, when it is the row's fault. */
function faultsOf(error: unknown): readonly RowFault[] | undefined {
  if (error instanceof Refusal) {
    return error.problem.errors ?? [{ field: '', message: error.problem.detail }];
  }
  return isDataFault(error)
    ? [{ field: '', message: 'The registry cannot hold this row.' }]
    : undefined;
}
