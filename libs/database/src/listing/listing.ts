import { pageWindow, type Page, type Stretch } from '@libs/contracts';
import type { Transaction } from '../unit-of-work.js';
import {
  comesAfter,
  cursorColumn,
  CursorUnreadable,
  orderBy,
  readCursor,
  writeCursor,
  type SortOrder,
} from './cursor.js';
import { Parameters } from './parameters.js';

/** Rows that are told in pages or in stretches. */
export interface Listing {
  readonly select: string;
  readonly from: string;
  readonly where: readonly string[];
  /** Of the conditions alone; the order adds its own. */
  readonly parameters: Parameters;
  readonly order: (parameters: Parameters) => SortOrder;
  /** Where there is a cheaper way than to count what fulfils the conditions. */
  readonly count?: () => Promise<number>;
}

/** Which of the rows are asked for; `skip` and `limit` stand in for a page. */
export interface AskedRows {
  readonly page?: number;
  readonly pageSize?: number;
  readonly skip?: number;
  readonly limit?: number;
  readonly cursor?: string;
}

type Told<Row, View> = (rows: Row[]) => View[] | Promise<View[]>;

/** One page of rows, counted, or with a cursor the stretch after it, not counted. */
export async function listRows<Row extends object, View>(
  listing: Listing,
  asked: AskedRows,
  tx: Transaction,
  tell: Told<Row, View>,
): Promise<Page<View> | Stretch<View>> {
  if (asked.cursor !== undefined) return walkRows(listing, asked, tx, tell);
  const { limit, offset } = windowOf(asked);
  const parameters = new Parameters(listing.parameters.values);
  const order = orderBy(listing.order(parameters));
  const rows = await tx.query<Row>(
    `SELECT ${listing.select} FROM ${listing.from} WHERE ${listing.where.join(' AND ')}
     ORDER BY ${order} LIMIT ${parameters.add(limit)} OFFSET ${parameters.add(offset)}`,
    parameters.values,
  );
  const isEnd = rows.length < limit && (rows.length > 0 || offset === 0);
  const totalCount = isEnd ? offset + rows.length : await countRows(listing, tx);
  return { items: await tell(rows), totalCount };
}

/** The stretch of rows after a cursor, from the first where there is none. */
export async function walkRows<Row extends object, View>(
  listing: Listing,
  asked: AskedRows,
  tx: Transaction,
  tell: Told<Row, View>,
): Promise<Stretch<View>> {
  if (asked.page !== undefined || asked.skip !== undefined) {
    throw new CursorUnreadable('cursor goes without page and skip');
  }
  const { limit } = windowOf(asked);
  const parameters = new Parameters(listing.parameters.values);
  const order = listing.order(parameters);
  const { cursor = '' } = asked;
  const after =
    cursor === '' ? [] : [comesAfter(order.keys, readCursor(cursor, order), parameters)];
  const rows = await tx.query<Row & { place: string }>(
    `SELECT ${listing.select}, ${cursorColumn(order, parameters)} AS place FROM ${listing.from}
     WHERE ${[...listing.where, ...after].join(' AND ')}
     ORDER BY ${orderBy(order)} LIMIT ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const found = rows.slice(0, limit).map(({ place: _, ...row }) => row as unknown as Row);
  return { items: await tell(found), nextCursor: last ? writeCursor(last.place) : null };
}

function windowOf(asked: AskedRows): { limit: number; offset: number } {
  const { limit, offset } = pageWindow(asked);
  return { limit: asked.limit ?? limit, offset: asked.skip ?? offset };
}

async function countRows(
  { from, where, parameters, count }: Listing,
  tx: Transaction,
): Promise<number> {
  if (count) return count();
  const [row] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM ${from} WHERE ${where.join(' AND ')}`,
    parameters.values,
  );
  return row?.total ?? 0;
}
