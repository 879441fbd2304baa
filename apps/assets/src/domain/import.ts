import type { ImportState, TableFormat, TableKind } from '@libs/contracts';

/** An import as its row has it. */
export interface Import {
  readonly id: string;
  readonly kind: TableKind;
  readonly format: TableFormat;
  readonly dryRun: boolean;
  readonly state: ImportState;
  readonly reason: string | null;
  readonly startedBy: string;
  readonly correlationId: string;
  readonly pieces: number;
  readonly bytes: number;
  readonly digest: Buffer | null;
  /** What the first row of a CSV names; none before it was read. */
  readonly headings: readonly string[] | null;
  readonly delimiter: string | null;
  /** The byte that the next row begins at. */
  readonly position: number;
  readonly lastRow: number;
  readonly rowsRead: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly waiting: number;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly receivedAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** What a step of an import moves. */
export type Progress = Pick<
  Import,
  | 'headings'
  | 'delimiter'
  | 'position'
  | 'lastRow'
  | 'rowsRead'
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'failed'
  | 'waiting'
>;

/** Nothing was done yet. */
export const NOTHING_DONE: Progress = {
  headings: null,
  delimiter: null,
  position: 0,
  lastRow: 0,
  rowsRead: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  waiting: 0,
};

/** How an import comes to its end. */
export type End = Extract<ImportState, 'done' | 'failed' | 'cancelled'>;

/** Whether there is still something to come. */
export function isActive({ state }: Pick<Import, 'state'>): boolean {
  return state === 'receiving' || state === 'received' || state === 'running';
}

/** One field of a row that was refused; without a name it is the row. */
export interface RowFault {
  readonly field: string;
  readonly message: string;
}

/** A row as it was read: its fields, or why it has none. */
export interface ReadRow {
  readonly row: number;
  /** What it looked like; null where that is too long to keep. */
  readonly raw: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly faults: readonly RowFault[];
}
