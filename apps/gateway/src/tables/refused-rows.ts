import {
  guarded,
  ListImportErrors,
  unguarded,
  type ImportErrorView,
  type ImportView,
} from '@libs/contracts';
import { parse } from 'csv-parse/sync';
import type { AgentsClient, Asking } from '../http/agents-client.js';
import { csvLines, jsonLines } from './write-table.js';

const PAGE = 100;

/** The rows of an import that were refused, as a table to be corrected and sent again. */
export async function* refusedRows(
  imported: ImportView,
  agents: AgentsClient,
  asking: Asking,
): AsyncGenerator<string> {
  const { id: importId, format, headings = [], delimiter = ',' } = imported;
  if (format === 'csv') yield csvLines([['_row', '_errors', ...headings]], delimiter);
  for (let after = 0; ;) {
    const request = { importId, after, pageSize: PAGE };
    const { items } = await agents.ask(ListImportErrors, request, asking);
    const last = items.at(-1);
    if (!last) return;
    yield format === 'csv'
      ? csvLines(
          items.map((item) => cellsOf(item, headings.length, delimiter)),
          delimiter,
        )
      : jsonLines(items.map(lineOf));
    after = last.row;
  }
}

function messages({ errors }: ImportErrorView): string {
  return errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' | ');
}

function cellsOf(item: ImportErrorView, width: number, delimiter: string): string[] {
  const told = [String(item.row), guarded(messages(item))];
  const cells = readCells(item.raw ?? '', delimiter);
  // What is no row of so many cells stands in one, to be looked at.
  const own = cells?.length === width ? cells : [item.raw ?? ''];
  return [...told, ...own.map((cell) => guarded(unguarded(cell)))];
}

function readCells(raw: string, delimiter: string): string[] | undefined {
  try {
    const [cells] = parse(raw, { delimiter });
    return cells;
  } catch {
    return undefined;
  }
}

function lineOf(item: ImportErrorView): object {
  const told = { _row: item.row, _errors: messages(item) };
  try {
    return { ...told, ...(JSON.parse(item.raw ?? '') as object) };
  } catch {
    return { ...told, _raw: item.raw };
  }
}
