import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type AlarmState,
  type AlarmView,
  type ListAlarms,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { IsNull, MoreThanOrEqual } from 'typeorm';
import type { AlarmsOfCase } from '../domain/case-life.js';
import { AlarmEntity, type Alarm } from './alarm.entity.js';
import { alarmView } from './alarm-view.js';

const ASKS = `cardinality(a.suppressed_by) = 0 AND a.shelved_until IS NULL
  AND a.out_of_service_by IS NULL`;
const STATES: Readonly<Record<AlarmState, string>> = {
  unacknowledged: `a.active AND NOT a.acked AND ${ASKS}`,
  acknowledged: `a.active AND a.acked AND ${ASKS}`,
  returned_unacknowledged: `NOT a.active AND NOT a.acked AND NOT a.latched AND ${ASKS}`,
  latched_unacknowledged: `NOT a.active AND NOT a.acked AND a.latched AND ${ASKS}`,
  latched_acknowledged: `NOT a.active AND a.acked AND a.latched AND ${ASKS}`,
  shelved: `a.shelved_until IS NOT NULL AND cardinality(a.suppressed_by) = 0
    AND a.out_of_service_by IS NULL`,
  suppressed: 'cardinality(a.suppressed_by) > 0 AND a.out_of_service_by IS NULL',
  out_of_service: 'a.out_of_service_by IS NOT NULL',
  cleared: 'a.cleared_at IS NOT NULL',
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

  /** All that an equipment's suppression touches. */
  findOpenOf(equipmentId: string, tx: Transaction): Promise<Alarm[]> {
    const where = { tenantId: tx.tenantId, equipmentId, clearedAt: IsNull() };
    return tx.manager.find(AlarmEntity, { where, order: { raisedAt: 'ASC', id: 'ASC' } });
  }

  async list(request: ListAlarms, tx: Transaction): Promise<Page<AlarmView>> {
    const { limit, offset } = pageWindow(request);
    const query = tx.manager
      .createQueryBuilder(AlarmEntity, 'a')
      .where('a.tenant_id = :tenantId', { tenantId: tx.tenantId })
      .orderBy('a.raisedAt', 'DESC')
      .addOrderBy('a.id')
      .take(limit)
      .skip(offset);
    for (const field of ['equipmentId', 'caseId', 'severity'] as const) {
      if (request[field]) query.andWhere(`a.${field} = :${field}`, { [field]: request[field] });
    }
    if (request.state) {
      query.andWhere(STATES[request.state]);
    }
    if (request.open) {
      query.andWhere(`a.clearedAt IS ${request.open === 'true' ? 'NULL' : 'NOT NULL'}`);
    }
    const [rows, totalCount] = await query.getManyAndCount();
    return { items: rows.map(alarmView), totalCount };
  }
}
