import { Choice, Flag, Instant, Text, TextList, Uuid, Whole } from '../../fields/kinds.js';

/** What there are tables of. */
export const TABLE_KINDS = ['equipment', 'locations', 'sensors'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

export const TABLE_FORMATS = ['csv', 'jsonl'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** How far an import has come. */
export const IMPORT_STATES = [
  'receiving',
  'received',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

const optional = { optional: true } as const;

/** Everything about an import but its id. */
export abstract class ImportFields {
  @Choice(TABLE_KINDS) kind!: TableKind;
  @Choice(TABLE_FORMATS) format!: TableFormat;
  @Flag({ description: 'Tells what would be, and changes nothing' }) dryRun!: boolean;
  @Choice(IMPORT_STATES) state!: ImportState;
  @Text({ max: 1000, ...optional, description: 'Why it failed' }) reason?: string;
  @Whole({ min: 0, description: 'Bytes received' }) bytes!: number;
  @Whole({ min: 0, description: 'Bytes worked on; progress is this by bytes' }) bytesDone!: number;
  @Whole({ min: 0 }) rowsRead!: number;
  @Whole({ min: 0 }) created!: number;
  @Whole({ min: 0 }) updated!: number;
  @Whole({ min: 0, description: 'Rows that say what is so already' }) unchanged!: number;
  @Whole({ min: 0, description: 'Rows that were refused' }) failed!: number;
  @Whole({ min: 0, description: 'Rows that wait for a parent further down' }) waiting!: number;
  @Text({ max: 200 }) startedBy!: string;
  @Uuid({ description: 'Of every event that comes from it' }) correlationId!: string;
  @Instant() createdAt!: string;
  @Instant(optional) receivedAt?: string;
  @Instant(optional) startedAt?: string;
  @Instant(optional) endedAt?: string;
}

/** An import of a table into the registry. */
export class ImportView extends ImportFields {
  @Uuid() id!: string;
  @TextList({ max: 1000, ...optional, description: 'Of a CSV, once its first row was read' })
  headings?: string[];
  @Choice([',', ';', '\t'], optional) delimiter?: string;
}
