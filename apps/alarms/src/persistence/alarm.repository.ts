import { Injectable } from '@nestjs/common';
import type { AlarmState, AlarmView, ListAlarms, Page, Stretch } from '@libs/contracts';
import {
  entitiesInOrder,
  listRows,
  Parameters,
  type SortOrder,
  type Transaction,
} from '@libs/database';
import { IsNull, MoreThanOrEqual } from 'typeorm';
import type { AlarmsOfCase } from '../domain/case-life.js';
import { AlarmEntity, type Alarm } from './alarm.entity.js';
import { alarmView } from './alarm-view.js';

const ASKS = `cardinality(suppressed_by) = 0 AND shelved_until IS NULL
  AND out_of_service_by IS NULL`;
const STATES: Readonly<Record<AlarmState, string>> = {
  unacknowledged: `active AND NOT acked AND ${ASKS}`,
  acknowledged: `active AND acked AND ${ASKS}`,
  returned_unacknowledged: `NOT active AND NOT acked AND NOT latched AND ${ASKS}`,
  latched_unacknowledged: `NOT active AND NOT acked AND latched AND ${ASKS}`,
  latched_acknowledged: `NOT active AND acked AND latched AND ${ASKS}`,
  shelved: `shelved_until IS NOT NULL AND cardinality(suppressed_by) = 0
    AND out_of_service_by IS NULL`,
  suppressed: 'cardinality(suppressed_by) > 0 AND out_of_service_by IS NULL',
  out_of_service: 'out_of_service_by IS NOT NULL',
  cleared: 'cleared_at IS NOT NULL',
};

const LATEST = 100;

const NEWEST_FIRST: SortOrder = {
  name: 'newest',
  keys: [
    { sql: 'raised_at', kind: 'instant', descending: true },
    { sql: 'id', kind: 'uuid' },
  ],
};

@Injectable()
export class AlarmRepository {
  async add(alarm: Alarm, tx: Transaction): Promise<void> {
    await tx.manager.insert(AlarmEntity, { ...alarm, tenantId: tx.tenantId });
  }

  async save({ id, ...rest }: Alarm, tx: Transaction): Promise<void> {
    await tx.manager.update(AlarmEntity, { tenantId: tx.tenantId, id }, rest);
  }

  find(id: string, tx: Transaction): Promise<Alarm | null> {
    return tx.manager.findOneBy(AlarmEntity, { tenantId: tx.tenantId, id });
  }

  get(id: string, tx: Transaction): Promise<Alarm> {
    return tx.manager.findOneByOrFail(AlarmEntity, { tenantId: tx.tenantId, id });
  }

  findOpen(equipmentId: string, rule: string, tx: Transaction): Promise<Alarm | null> {
    const where = { tenantId: tx.tenantId, equipmentId, rule, clearedAt: IsNull() };
    return tx.manager.findOneBy(AlarmEntity, where);
  }

  hasReturnedSince(
    { equipmentId, rule, at }: { equipmentId: string; rule: string; at: Date },
    tx: Transaction,
  ): Promise<boolean> {
    const where = { tenantId: tx.tenantId, equipmentId, rule, returnedAt: MoreThanOrEqual(at) };
    return tx.manager.existsBy(AlarmEntity, where);
  }

  async countOfCase(caseId: string, tx: Transaction): Promise<AlarmsOfCase> {
    const of = { tenantId: tx.tenantId, caseId };
    return {
      open: await tx.manager.countBy(AlarmEntity, [
        { ...of, active: true },
        { ...of, acked: false },
        { ...of, latched: true },
      ]),
      active: await tx.manager.countBy(AlarmEntity, { ...of, active: true }),
    };
  }

  async count(
    equipmentId: string | undefined,
    tx: Transaction,
  ): Promise<{ alarms: number; openAlarms: number }> {
    const of = { tenantId: tx.tenantId, ...(equipmentId !== undefined && { equipmentId }) };
    return {
      alarms: await tx.manager.countBy(AlarmEntity, of),
      openAlarms: await tx.manager.countBy(AlarmEntity, { ...of, clearedAt: IsNull() }),
    };
  }

  /** These ids, once each, in the order in which equipment is to be locked; unknown ones last. */
  async byEquipment(ids: readonly string[], tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT wanted.id FROM (SELECT DISTINCT unnest($2::uuid[]) AS id) wanted
       LEFT JOIN alarm a ON a.tenant_id = $1 AND a.id = wanted.id
       ORDER BY a.equipment_id, a.raised_at, wanted.id`,
      [tx.tenantId, ids],
    );
    return rows.map(({ id }) => id);
  }

  /** The latest of a case. */
  findOfCase(caseId: string, tx: Transaction): Promise<Alarm[]> {
    const where = { tenantId: tx.tenantId, caseId };
    const order = { raisedAt: 'DESC', id: 'ASC' } as const;
    return tx.manager.find(AlarmEntity, { where, order, take: LATEST });
  }

  /** All that an equipment's suppression touches. */
  findOpenOf(equipmentId: string, tx: Transaction): Promise<Alarm[]> {
    const where = { tenantId: tx.tenantId, equipmentId, clearedAt: IsNull() };
    return tx.manager.find(AlarmEntity, { where, order: { raisedAt: 'ASC', id: 'ASC' } });
  }

  list(request: ListAlarms, tx: Transaction): Promise<Page<AlarmView> | Stretch<AlarmView>> {
    const parameters = new Parameters();
    const where = [`tenant_id = ${parameters.add(tx.tenantId)}`];
    const equal = (column: string, value: string | undefined): void => {
      if (value !== undefined) where.push(`${column} = ${parameters.add(value)}`);
    };
    equal('equipment_id', request.equipmentId);
    equal('case_id', request.caseId);
    equal('severity', request.severity);
    equal('rule', request.rule);
    if (request.from !== undefined) where.push(`raised_at >= ${parameters.add(request.from)}`);
    if (request.to !== undefined) where.push(`raised_at < ${parameters.add(request.to)}`);
    if (request.state) where.push(STATES[request.state]);
    if (request.open) where.push(`cleared_at IS ${request.open === 'true' ? 'NULL' : 'NOT NULL'}`);
    const listing = { select: 'id', from: 'alarm', where, parameters, order: () => NEWEST_FIRST };
    return listRows(listing, request, tx, async (found: { id: string }[]) =>
      (await entitiesInOrder(AlarmEntity, found, tx)).map(alarmView),
    );
  }
}
