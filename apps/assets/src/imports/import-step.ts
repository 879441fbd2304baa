import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Caller } from '@libs/messaging';
import type { Import, Progress, ReadRow } from '../domain/import.js';
import { ImportErrorRepository } from '../persistence/imports/import-error.repository.js';
import { ImportRowRepository } from '../persistence/imports/import-row.repository.js';
import { ImportRepository } from '../persistence/imports/import.repository.js';
import { planAnew } from '../persistence/many-rows.js';
import { readRows } from './reading/read-rows.js';
import type { TableReader } from './table-reader.js';
import { plus, refused, refusedRow, TakeRows, type Taken } from './take-rows.js';

/** Rows of one transaction: few enough that nobody waits long for its locks. */
const ROWS = 500;

/** The transactions of a step: the import's own, and that of the registry, which may be a copy. */
export interface StepTransactions {
  readonly books: Transaction;
  readonly registry: Transaction;
}

/** What a step came to. */
export type Stepped =
  | { readonly kind: 'more'; readonly events: readonly EventDraft[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Takes the next rows of an import. */
@Injectable()
export class ImportStep {
  constructor(
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly errors: ImportErrorRepository,
    private readonly taking: TakeRows,
  ) {}

  async run(
    row: Import,
    reader: TableReader,
    caller: Caller,
    tx: StepTransactions,
  ): Promise<Stepped> {
    await planAnew(tx.registry);
    if (row.position >= row.bytes) return this.takeWaiting(row, caller, tx);
    const read = readRows(row, await reader.at(row, tx.books), ROWS);
    if (read.kind === 'unusable') return read;
    const { rows, place } = read;
    const { fresh, repeated } = await this.withoutRepeats(row, rows, tx);
    const taken = await this.taking.take(row.kind, fresh, caller, tx.registry);
    const progress = { ...row, ...place, rowsRead: row.rowsRead + rows.length };
    return this.note(progress, plus(repeated, taken), tx);
  }

  /** Each code is told once: a row that says it again is refused. */
  private async withoutRepeats(
    { id, kind }: Import,
    rows: readonly ReadRow[],
    tx: StepTransactions,
  ): Promise<{ fresh: ReadRow[]; repeated: Taken }> {
    const named = rows.filter(({ faults, fields }) => faults.length === 0 && nameOf(fields));
    const codes = named.map(({ row, fields }) => ({ row, code: nameOf(fields) ?? '' }));
    const owners = await this.rows.takeCodes(id, codes, tx.registry);
    const fresh: ReadRow[] = [];
    const bad = rows.flatMap((each) => {
      const { row, faults, fields } = each;
      if (faults.length > 0) return [refusedRow(each, faults)];
      const owner = owners.get(nameOf(fields) ?? '');
      if (owner === row) {
        fresh.push(each);
        return [];
      }
      const message =
        owner === undefined
          ? `The row needs a code to tell the ${kind} by.`
          : `The code is that of row ${owner} already.`;
      return [refusedRow(each, [{ field: 'code', message }])];
    });
    return { fresh, repeated: refused(...bad) };
  }

  /** All was read: what waited for a parent goes now, and what waits in vain is refused. */
  private async takeWaiting(row: Import, caller: Caller, tx: StepTransactions): Promise<Stepped> {
    const { id, kind } = row;
    const ready = await this.rows.takeWaiting(id, kind, 'ready', ROWS, tx.registry);
    if (ready.length > 0) {
      const taken = await this.taking.take(kind, ready, caller, tx.registry);
      return this.note({ ...row, waiting: row.waiting - ready.length }, taken, tx);
    }
    const lost = await this.rows.takeWaiting(id, kind, 'all', ROWS, tx.registry);
    if (lost.length === 0) return { kind: 'done' };
    const faulty = lost.map((each) => {
      const message = `There is no ${each.wanted} to be part of, or it is part of this row.`;
      return refusedRow(each, [{ field: 'parentCode', message }]);
    });
    return this.note({ ...row, waiting: row.waiting - lost.length }, refused(...faulty), tx);
  }

  private async note(row: Import, taken: Taken, tx: StepTransactions): Promise<Stepped> {
    await this.rows.addWaiting(row.id, taken.waiting, tx.registry);
    await this.errors.add(row.id, taken.refused, row.failed, tx.books);
    const progress: Progress = {
      ...row,
      created: row.created + taken.created,
      updated: row.updated + taken.updated,
      unchanged: row.unchanged + taken.unchanged,
      failed: row.failed + taken.refused.length,
      waiting: row.waiting + taken.waiting.length,
    };
    await this.imports.advance(row.id, progress, tx.books);
    return { kind: 'more', events: taken.events };
  }
}

/** What tells a row from others. */
function nameOf({ code, id }: ReadRow['fields']): string | undefined {
  const name = code ?? id;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
