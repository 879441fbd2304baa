import { rowFields, type TableKind, type TablePart } from '@libs/contracts';
import type { ExportedId } from '../persistence/exports/export.repository.js';

/** Well below what travels in one message. */
const BYTES = 400_000;

type Fields = Readonly<Record<string, unknown>>;

/** Rows of a table as far as a message holds them; the others come with the next part. */
export function tablePart(
  kind: TableKind,
  found: readonly ExportedId[],
  fieldsOf: (each: ExportedId) => Fields | undefined,
): TablePart {
  const names = rowFields(kind).map(({ name }) => name);
  const rows: TablePart['rows'] = [];
  let bytes = 0;
  let last: string | undefined;
  for (const each of found) {
    const told = fieldsOf(each) ?? {};
    const entries = names.flatMap((name) =>
      told[name] === undefined || told[name] === null ? [] : [[name, told[name]] as const],
    );
    const fields = Object.fromEntries(entries);
    bytes += Buffer.byteLength(JSON.stringify(fields));
    if (rows.length > 0 && bytes > BYTES) break;
    rows.push({ fields });
    last = each.id;
  }
  return { rows, ...(last !== undefined && { next: last }) };
}
