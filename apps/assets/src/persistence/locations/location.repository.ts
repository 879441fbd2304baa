import { Injectable } from '@nestjs/common';
import type { ListLocations, LocationView, Page, Stretch } from '@libs/contracts';
import {
  entitiesInOrder,
  listRows,
  Parameters,
  type Listing,
  type SortOrder,
  type Transaction,
} from '@libs/database';
import { In, IsNull } from 'typeorm';
import type { Area } from '../../domain/asked-area.js';
import { inBox, inCircle, nearestFirst, partOf } from '../places.js';
import { insertMany } from '../many-rows.js';
import { LocationEntity, type Location } from './location.entity.js';
import { locationView } from './location-view.js';

// The path is unique: it ends with the location's own id.
const BY_PATH: SortOrder = { name: 'tree', keys: [{ sql: 'path', kind: 'text' }] };

@Injectable()
export class LocationRepository {
  addAll(rows: readonly Location[], tx: Transaction): Promise<void> {
    return insertMany(LocationEntity, rows, tx);
  }

  find(id: string, tx: Transaction): Promise<Location | null> {
    return tx.manager.findOneBy(LocationEntity, {
      tenantId: tx.tenantId,
      id,
      deletedAt: IsNull(),
    });
  }

  /** A location to change; the tree of the tenant stands still until the transaction ends. */
  async lockFor(id: string, tx: Transaction): Promise<Location | null> {
    await this.lockTree(tx);
    return this.find(id, tx);
  }

  findAll(ids: readonly string[], tx: Transaction): Promise<Location[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return tx.manager.findBy(LocationEntity, {
      tenantId: tx.tenantId,
      id: In([...ids]),
      deletedAt: IsNull(),
    });
  }

  findByCodes(codes: readonly string[], tx: Transaction): Promise<Location[]> {
    if (codes.length === 0) return Promise.resolve([]);
    return tx.manager.findBy(LocationEntity, {
      tenantId: tx.tenantId,
      code: In([...codes]),
      deletedAt: IsNull(),
    });
  }

  async lockTree(tx: Transaction): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `location-tree/${tx.tenantId}`,
    ]);
  }

  async save(row: Location, changes: Partial<Location>, tx: Transaction): Promise<Location> {
    const { id } = row;
    await tx.manager.update(LocationEntity, { tenantId: tx.tenantId, id }, changes as never);
    return { ...row, ...changes };
  }

  /** Takes everything below a location along to where it stands now. */
  async moveBranch(
    from: Pick<Location, 'path' | 'depth'>,
    to: Pick<Location, 'path' | 'depth'>,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `UPDATE location
       SET path = $3 || substr(path, length($2) + 1), depth = depth + $4, updated_at = now()
       WHERE tenant_id = $1 AND path > $2 AND path < $2 || '~'`,
      [tx.tenantId, from.path, to.path, to.depth - from.depth],
    );
  }

  /** How many levels there are from a location down to the lowest below it. */
  async height({ path, depth }: Location, tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ lowest: number }>(
      `SELECT max(depth) AS lowest FROM location
       WHERE tenant_id = $1 AND path >= $2 AND path < $2 || '~'`,
      [tx.tenantId, path],
    );
    return (row?.lowest ?? depth) - depth;
  }

  /** Whether anything that was not removed is in a location. */
  async isOccupied(id: string, tx: Transaction): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM location WHERE tenant_id = $1 AND parent_id = $2 AND deleted_at IS NULL
       UNION ALL
       SELECT 1 FROM equipment WHERE tenant_id = $1 AND location_id = $2 AND deleted_at IS NULL
       LIMIT 1`,
      [tx.tenantId, id],
    );
    return rows.length > 0;
  }

  list(
    request: ListLocations,
    area: Area,
    tx: Transaction,
  ): Promise<Page<LocationView> | Stretch<LocationView>> {
    const parameters = new Parameters();
    const listing: Listing = {
      select: 'id',
      from: 'location',
      where: conditions(request, area, tx.tenantId, parameters),
      parameters,
      order: (own) => (area.near ? nearestFirst(area.near, own) : BY_PATH),
    };
    return listRows(listing, request, tx, async (found: { id: string }[]) =>
      (await entitiesInOrder(LocationEntity, found, tx)).map(locationView),
    );
  }
}

function conditions(
  request: ListLocations,
  { box, near, radiusMetres }: Area,
  tenantId: string,
  parameters: Parameters,
): readonly string[] {
  const tenant = parameters.add(tenantId);
  const all = [`tenant_id = ${tenant}`, 'deleted_at IS NULL'];
  if (request.kind) all.push(`kind = ${parameters.add(request.kind)}`);
  if (request.code) all.push(`code = ${parameters.add(request.code)}`);
  if (request.parentId) all.push(`parent_id = ${parameters.add(request.parentId)}`);
  if (request.search) {
    const part = parameters.add(partOf(request.search));
    all.push(`lower(concat_ws(' ', code, name)) LIKE ${part}`);
  }
  if (request.under) {
    const top = `SELECT top.path FROM location top
      WHERE top.tenant_id = ${tenant} AND top.id = ${parameters.add(request.under)}`;
    all.push(`path >= (${top}) AND path < (${top}) || '~'`);
  }
  if (box) all.push(inBox(box, parameters));
  if (near) all.push(inCircle(near, radiusMetres, parameters));
  return all;
}
