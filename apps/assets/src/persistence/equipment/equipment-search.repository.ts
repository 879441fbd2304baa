import { Injectable } from '@nestjs/common';
import {
  equipmentClassOf,
  FLEET_STATUSES,
  ONLINE_STATUSES,
  pageWindow,
  type EquipmentStats,
  type EquipmentView,
  type ListEquipment,
  type Page,
  type WordCount,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { countRows } from '../count-rows.js';
import type { Area } from '../../domain/asked-area.js';
import { inBox, inCircle, metresFrom, Parameters, partOf } from '../places.js';
import { EquipmentRepository } from './equipment.repository.js';
import { equipmentView } from './equipment-view.js';

const COLUMNS: Readonly<Record<string, string>> = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  code: 'code',
  name: 'name',
  criticality: 'criticality',
  number: 'number',
};

/** A search finds no more than these, the first in its order. */
const MOST_FINDS = 10_000;

function statusColumn(word: string): string {
  if ((ONLINE_STATUSES as readonly string[]).includes(word)) return 'online_status';
  return (FLEET_STATUSES as readonly string[]).includes(word) ? 'fleet_status' : 'machine_status';
}

/** Rows to answer and rows to pass over; `limit` and `skip` stand in for a page. */
function windowOf(request: ListEquipment): { limit: number; offset: number } {
  const { limit, offset } = pageWindow(request);
  return { limit: request.limit ?? limit, offset: request.skip ?? offset };
}

@Injectable()
export class EquipmentSearchRepository {
  constructor(private readonly equipment: EquipmentRepository) {}

  async list(request: ListEquipment, area: Area, tx: Transaction): Promise<Page<EquipmentView>> {
    const parameters = new Parameters();
    const where = conditions(request, area, tx.tenantId, parameters);
    const { ids, total } =
      request.search === undefined
        ? await this.page(request, area, where, parameters, tx)
        : await this.finds(request, area, where, parameters, tx);
    const rows = await this.equipment.inOrder(ids, tx);
    return { items: rows.map(equipmentView), totalCount: total };
  }

  /** What words alone ask for is counted in small indexes, and its page lies in an index too. */
  private async page(
    request: ListEquipment,
    area: Area,
    where: string,
    parameters: Parameters,
    tx: Transaction,
  ): Promise<{ ids: readonly string[]; total: number }> {
    const total = await countRows('equipment', where, parameters.values, tx);
    const { limit, offset } = windowOf(request);
    if (offset >= total) return { ids: [], total };
    const order = orderOf(request, area, parameters);
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM equipment WHERE ${where} ORDER BY ${order}
       LIMIT ${parameters.add(limit)} OFFSET ${parameters.add(offset)}`,
      parameters.values,
    );
    return { ids: rows.map(({ id }) => id), total };
  }

  /** What is searched for has to be looked through; once, for the page and for the count. */
  private async finds(
    request: ListEquipment,
    area: Area,
    where: string,
    parameters: Parameters,
    tx: Transaction,
  ): Promise<{ ids: readonly string[]; total: number }> {
    const { limit, offset } = windowOf(request);
    const order = orderOf(request, area, parameters);
    const [row] = await tx.query<{ total: number; ids: string[] | null }>(
      `SELECT count(*)::int AS total,
              (array_agg(id))[${offset + 1} : ${offset + limit}]::text[] AS ids
       FROM (SELECT id FROM equipment WHERE ${where} ORDER BY ${order} LIMIT ${MOST_FINDS}) found`,
      parameters.values,
    );
    return { ids: row?.ids ?? [], total: row?.total ?? 0 };
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
): string {
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
  return all.join(' AND ');
}

function orderOf({ sort }: ListEquipment, { near }: Area, parameters: Parameters): string {
  if (sort === undefined && near) return `${metresFrom(near, parameters)}, id`;
  const asked = sort ?? '-createdAt';
  const direction = asked.startsWith('-') ? 'DESC' : 'ASC';
  const column = COLUMNS[asked.replace(/^-/, '')] ?? 'created_at';
  return `${column} ${direction}, id ${direction}`;
}
