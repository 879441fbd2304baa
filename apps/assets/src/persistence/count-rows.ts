import type { Transaction } from '@libs/database';

/** How many rows of a table meet a condition. */
export async function countRows(
  table: string,
  where: string,
  values: readonly unknown[],
  tx: Transaction,
): Promise<number> {
  const [row] = await tx.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM ${table} WHERE ${where}`,
    values,
  );
  return row?.total ?? 0;
}
