import { Choice, Flag, ListOf, Text, Uuid, Whole } from '../../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { PageRequest } from '../../paging.js';
import {
  IMPORT_STATES,
  ImportView,
  TABLE_FORMATS,
  TABLE_KINDS,
  type ImportState,
  type TableFormat,
  type TableKind,
} from './import.js';

const optional = { optional: true } as const;

/** Bytes of a table that travel together; each piece but the last has as many. */
export const PIECE_BYTES = 262_144;

/** Begins an import; its table follows in pieces. */
@CommandContract('assets.begin-import')
export class BeginImport extends Request<ImportView> {
  @Choice(TABLE_KINDS) kind!: TableKind;
  @Choice(TABLE_FORMATS) format!: TableFormat;
  @Flag({ ...optional, default: false }) dryRun?: boolean;
}

/** Hands over a piece of a table; the same piece again replaces it. */
@CommandContract('assets.add-import-piece')
export class AddImportPiece extends Request<ImportView> {
  @Uuid() importId!: string;
  @Whole({ min: 0, max: 1_000_000 }) number!: number;
  @Text({ max: 349_528, description: 'Base64' }) content!: string;
}

/** Says that a table has come whole. */
@CommandContract('assets.complete-import')
export class CompleteImport extends Request<ImportView> {
  @Uuid() importId!: string;
  @Whole({ min: 0, max: 1_000_000 }) pieces!: number;
  @Text({ min: 64, max: 64, pattern: /^[0-9a-f]+$/, description: 'SHA-256 of those of the pieces' })
  sha256!: string;
}

/** Ends an import; what was taken over before stays. */
@CommandContract('assets.cancel-import')
export class CancelImport extends Request<ImportView> {
  @Uuid() importId!: string;
}

/** Asks for one import. */
@QueryContract('assets.get-import')
export class GetImport extends Request<ImportView> {
  @Uuid() importId!: string;
}

/** Asks for imports, newest first. */
@QueryContract('assets.list-imports')
export class ListImports extends PageRequest<ImportView> {
  @Choice(TABLE_KINDS, optional) kind?: TableKind;
  @Choice(IMPORT_STATES, optional) state?: ImportState;
}

/** Why a row was refused: one field of it. */
export class RowFault {
  @Text({ min: 0, max: 200, description: 'Empty: the whole row' }) field!: string;
  @Text({ max: 2000 }) message!: string;
}

/** A row that was refused. */
export class ImportErrorView {
  @Whole({ min: 1, description: 'As a spreadsheet counts: the headings are row 1' }) row!: number;
  @Text({ max: 200, ...optional, description: 'The code in it' }) code?: string;
  @ListOf(() => RowFault, { max: 100 }) errors!: RowFault[];
  @Text({ max: 16_384, ...optional, description: 'The row as it came, unless it is too long' })
  raw?: string;
}

/** Asks which rows of an import were refused, in their order. */
@QueryContract('assets.list-import-errors')
export class ListImportErrors extends PageRequest<ImportErrorView> {
  @Uuid() importId!: string;
  @Whole({ min: 0, max: 2_147_483_647, ...optional, description: 'Rows after this one' })
  after?: number;
}
