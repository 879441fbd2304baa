import { Injectable } from '@nestjs/common';
import {
  equipmentClassOf,
  FLEET_STATUSES,
  ONLINE_STATUSES,
  type EquipmentStats,
  type EquipmentView,
  type ListEquipment,
  type Page,
  type Stretch,
  type WordCount,
} from '@libs/contracts';
import {
  entitiesInOrder,
  listRows,
  Parameters,
  type Listing,
  type SortKey,
  type SortOrder,
  type Transaction,
} from '@libs/database';
import type { Area } from '../../domain/asked-area.js';
import { inBox, inCircle, nearestFirst, partOf } from '../places.js';
import { EquipmentEntity } from './equipment.entity.js';
import { equipmentView } from './equipment-view.js';

const CREATED_AT: SortKey = { sql: 'created_at', kind: 'instant' };
const SORT_KEYS: Readonly<Record<string, SortKey>> = {
  createdAt: CREATED_AT,
  updatedAt: { sql: 'updated_at', kind: 'instant' },
  code: { sql: 'code', kind: 'text' },
  name: { sql: 'name', kind: 'text' },
  criticality: { sql: 'criticality', kind: 'text' },
  number: { sql: 'number', kind: 'whole' },
};

function statusColumn(word: string): string {
  if ((ONLINE_STATUSES as readonly string[]).includes(word)) return 'online_status';
  return (FLEET_STATUSES as readonly string[]).includes(word) ? 'fleet_status' : 'machine_status';
}

@Injectable()
export class EquipmentSearchRepository {
  list(
    request: ListEquipment,
    area: Area,
    tx: Transaction,
  ): Promise<Page<EquipmentView> | Stretch<EquipmentView>> {
    const parameters = new Parameters();
    const listing: Listing = {
      select: 'id',
      from: 'equipment',
      where: conditions(request, area, tx.tenantId, parameters),
      parameters,
      order: (own) => orderOf(request, area, own),
    };
    return listRows(listing, request, tx, async (found: { id: string }[]) =>
      (await entitiesInOrder(EquipmentEntity, found, tx)).map(equipmentView),
    );
  }

  async count(tx: Transaction): Promise<EquipmentStats> {
    const by = (column: string): Promise<WordCount[]> =>
      tx.query<WordCount>(
        `SELECT ${column} AS word, count(*)::int AS count FROM equipment
         WHERE tenant_id = $1 AND deleted_at IS NULL GROUP BY ${column} ORDER BY 2 DESC, 1`,
        [tx.tenantId],
      );
    const byOnlineStatus = await by('online_status');
    return {
      total: byOnlineStatus.reduce((sum, { count }) => sum + count, 0),
      byClass: await by('class'),
      byOnlineStatus,
      byFleetStatus: await by('fleet_status'),
      byMachineStatus: await by('machine_status'),
      byCriticality: await by('criticality'),
      byLifecycle: await by('lifecycle'),
    };
  }
}

function conditions(
  request: ListEquipment,
  { box, near, radiusMetres }: Area,
  tenantId: string,
  parameters: Parameters,
): readonly string[] {
  const tenant = parameters.add(tenantId);
  const all = [`tenant_id = ${tenant}`, 'deleted_at IS NULL'];
  const equal = (column: string, value: unknown): void => {
    if (value !== undefined) all.push(`${column} = ${parameters.add(value)}`);
  };
  equal('code', request.code);
  equal('class', request.class && equipmentClassOf(request.class));
  equal('criticality', request.criticality);
  if (request.status) equal(statusColumn(request.status), request.status);
  equal('lifecycle', request.lifecycle);
  equal('operating', request.operating);
  equal('connectivity', request.connectivity);
  equal('health', request.health);
  equal('parent_id', request.parentId);
  equal('number', request.number);
  if (request.search) all.push(`search_text LIKE ${parameters.add(partOf(request.search))}`);
  if (request.locationId) {
    all.push(`location_id IN (
      SELECT below.id FROM location top JOIN location below
        ON below.tenant_id = top.tenant_id
       AND below.path >= top.path AND below.path < top.path || '~'
      WHERE top.tenant_id = ${tenant} AND top.id = ${parameters.add(request.locationId)})`);
  }
  if (request.externalId) {
    const [system = '', ...value] = request.externalId.split(':');
    all.push(`id = (
      SELECT equipment_id FROM equipment_external_id WHERE tenant_id = ${tenant}
        AND system = ${parameters.add(system)} AND value = ${parameters.add(value.join(':'))})`);
  }
  if (request.assignee) {
    all.push(`id IN (
      SELECT equipment_id FROM assignment WHERE tenant_id = ${tenant}
        AND assignee = ${parameters.add(request.assignee)} AND ended_at IS NULL)`);
  }
  if (box) all.push(inBox(box, parameters));
  if (near) all.push(inCircle(near, radiusMetres, parameters));
  return all;
}

function orderOf({ sort }: ListEquipment, { near }: Area, parameters: Parameters): SortOrder {
  if (sort === undefined && near) return nearestFirst(near, parameters);
  const name = sort ?? '-createdAt';
  const descending = name.startsWith('-');
  const key = SORT_KEYS[name.replace(/^-/, '')] ?? CREATED_AT;
  const keys = [key, { sql: 'id', kind: 'uuid' } as const];
  return { name, keys: keys.map((each) => ({ ...each, descending })) };
}
