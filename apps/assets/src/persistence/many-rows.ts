import type { Transaction } from '@libs/database';

type EntityClass = new () => object;

interface Columns {
  readonly table: string;
  /** The columns' names by the names of their fields. */
  readonly names: ReadonlyMap<string, string>;
}

function columnsOf(entity: EntityClass, tx: Transaction): Columns {
  const { tableName, columns } = tx.manager.dataSource.getMetadata(entity);
  return {
    table: tableName,
    names: new Map(columns.map((each) => [each.propertyName, each.databaseName])),
  };
}

function asJson(rows: readonly object[], { names }: Columns, tenantId: string): string {
  const named = (row: object): object => {
    const fields = Object.entries({ ...row, tenantId }) as [string, unknown][];
    return Object.fromEntries(fields.map(([name, value]) => [names.get(name), value])) as object;
  };
  return JSON.stringify(rows.map(named));
}

/**
 * Makes the connection forget its plans. It checks foreign keys by plans that it keeps, and what was
 * planned while a table was small looks through all of it once it is big.
 */
export async function planAnew(tx: Transaction): Promise<void> {
  await tx.query('DISCARD PLANS');
}

/** Adds whole rows of a table in one statement. */
export async function insertMany(
  entity: EntityClass,
  rows: readonly object[],
  tx: Transaction,
): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(entity, tx);
  const list = [...columns.names.values()].join(', ');
  await tx.query(
    `INSERT INTO ${columns.table} (${list})
     SELECT ${list} FROM json_populate_recordset(NULL::${columns.table}, $1::json)`,
    [asJson(rows, columns, tx.tenantId)],
  );
}

/** Makes rows of a table what they are given as, whole, in one statement. */
export async function updateMany(
  entity: EntityClass,
  rows: readonly object[],
  tx: Transaction,
): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnsOf(entity, tx);
  const list = [...columns.names.values()];
  await tx.query(
    `UPDATE ${columns.table} t SET (${list.join(', ')}) = ROW (${list.map((name) => `r.${name}`).join(', ')})
     FROM json_populate_recordset(NULL::${columns.table}, $1::json) r
     WHERE t.tenant_id = r.tenant_id AND t.id = r.id`,
    [asJson(rows, columns, tx.tenantId)],
  );
}
