import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { ContractBroken, type Caller } from '@libs/messaging';
import type { ReadRow, RowFault } from '../../domain/import.js';
import type { WaitingRow } from '../../persistence/imports/import-row.repository.js';

/** What is to be done with a row. */
export type Sorted<Work> =
  | { readonly kind: 'ready'; readonly row: ReadRow; readonly work: Work }
  | { readonly kind: 'unchanged'; readonly row: ReadRow }
  | { readonly kind: 'waiting'; readonly row: WaitingRow }
  | { readonly kind: 'refused'; readonly row: ReadRow; readonly faults: readonly RowFault[] };

/** What became of a row that was written. */
export interface Written {
  readonly kind: 'created' | 'updated' | 'unchanged';
  readonly events: readonly EventDraft[];
}

/** What an import knows of one kind of rows; the rules are those of the commands. */
export interface RowsOfKind<Work> {
  /** Reads rows as their contracts, and looks up what they refer to. */
  sort(rows: readonly ReadRow[], caller: Caller, tx: Transaction): Promise<Sorted<Work>[]>;
  /** Writes all of it or none; answers in any order. */
  write(works: readonly Work[], caller: Caller, tx: Transaction): Promise<Written[]>;
}

/** What an edit came to. */
export function editWritten({ events }: { readonly events: readonly EventDraft[] }): Written {
  return { kind: events.length > 0 ? 'updated' : 'unchanged', events };
}

/** Something new, or a change of what is there. */
export type WorkOf<New, Edit> =
  { readonly kind: 'new'; readonly asked: New } | { readonly kind: 'edit'; readonly asked: Edit };

/** What there is to write, taken apart. */
export function takenApart<New, Edit>(
  works: readonly WorkOf<New, Edit>[],
): { news: New[]; edits: Edit[] } {
  return {
    news: works.flatMap((work) => (work.kind === 'new' ? [work.asked] : [])),
    edits: works.flatMap((work) => (work.kind === 'edit' ? [work.asked] : [])),
  };
}

/** A row as it is sorted by work that throws where the row keeps no contract. */
export function sorted<Work>(row: ReadRow, sort: () => Sorted<Work>): Sorted<Work> {
  try {
    return sort();
  } catch (error) {
    if (!(error instanceof ContractBroken)) throw error;
    return { kind: 'refused', row, faults: error.faults };
  }
}

/** Throws for one field of a row. */
export function refuseField(field: string, message: string): never {
  throw new ContractBroken('row', [{ field, message }]);
}

/** Fields that hold something. */
export function withoutNulls(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** Texts that rows hold in a field. */
export function textsIn(rows: readonly ReadRow[], field: string): string[] {
  const values = rows.map(({ fields }) => fields[field]);
  return [...new Set(values)].filter((value) => typeof value === 'string');
}
