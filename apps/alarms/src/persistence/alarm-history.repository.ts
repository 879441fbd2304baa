import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type AlarmHistoryView,
  type ListAlarmHistory,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { AlarmHistoryEntity } from './alarm-history.entity.js';

@Injectable()
export class AlarmHistoryRepository {
  async add(rows: readonly Omit<AlarmHistoryEntity, 'tenantId'>[], tx: Transaction): Promise<void> {
    await tx.manager.insert(
      AlarmHistoryEntity,
      rows.map((row) => ({ ...row, tenantId: tx.tenantId })),
    );
  }

  /** How often an alarm came up within a span of the plant's time. */
  async countActivations(
    { equipmentId, rule }: { equipmentId: string; rule: string },
    after: Date,
    until: Date,
    tx: Transaction,
  ): Promise<number> {
    const [counted] = await tx.query<{ activations: number }>(
      `SELECT count(*)::int AS activations FROM alarm_history
       WHERE tenant_id = $1 AND equipment_id = $2 AND rule = $3
         AND happened IN ('raised', 'reraised') AND occurred_at > $4 AND occurred_at <= $5`,
      [tx.tenantId, equipmentId, rule, after, until],
    );
    return counted?.activations ?? 0;
  }

  async list(request: ListAlarmHistory, tx: Transaction): Promise<Page<AlarmHistoryView>> {
    const { limit, offset } = pageWindow(request);
    const [rows, totalCount] = await tx.manager.findAndCount(AlarmHistoryEntity, {
      where: { tenantId: tx.tenantId, alarmId: request.alarmId },
      order: { notedAt: 'DESC', id: 'DESC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(historyView), totalCount };
  }
}

const historyView = (row: AlarmHistoryEntity): AlarmHistoryView => ({
  id: row.id,
  alarmId: row.alarmId,
  happened: row.happened,
  state: row.state,
  severity: row.severity,
  by: row.by,
  text: row.text,
  occurredAt: row.occurredAt.toISOString(),
  notedAt: row.notedAt.toISOString(),
});
