import { In, type EntityTarget, type FindOptionsWhere } from 'typeorm';
import type { Transaction } from '../unit-of-work.js';

interface Identified {
  readonly tenantId: string;
  readonly id: string;
}

/** The entities of rows that were found by SQL, in the order of these. */
export async function entitiesInOrder<E extends Identified>(
  entity: EntityTarget<E>,
  found: readonly { readonly id: string }[],
  tx: Transaction,
): Promise<E[]> {
  if (found.length === 0) return [];
  const where = { tenantId: tx.tenantId, id: In(found.map(({ id }) => id)) };
  const rows = await tx.manager.findBy(entity, where as FindOptionsWhere<E>);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id }) => byId.get(id) ?? []);
}
