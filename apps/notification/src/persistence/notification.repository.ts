import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListNotifications,
  type NotificationView,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Told } from '../domain/attention.js';
import { NotificationEntity } from './notification.entity.js';

export function notificationView(row: NotificationEntity): NotificationView {
  const { tenantId: _, address: __, severity: ___, workOrderNumber: ____, ...rest } = row;
  const { summary: _____, ...view } = rest;
  return {
    ...view,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
  };
}

@Injectable()
export class NotificationRepository {
  /** Answers the ids of those that were not there before. */
  async addMissing(
    rows: readonly Omit<NotificationEntity, 'tenantId'>[],
    tx: Transaction,
  ): Promise<ReadonlySet<string>> {
    if (rows.length === 0) return new Set();
    const inserted = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(NotificationEntity)
      .values(rows.map((row) => ({ ...row, tenantId: tx.tenantId })))
      .orIgnore()
      .returning(['id'])
      .updateEntity(false)
      .execute();
    return new Set((inserted.raw as { id: string }[]).map(({ id }) => id));
  }

  /** What each contact was told since an instant, critical messages aside. */
  async toldSince(after: Date, tx: Transaction): Promise<ReadonlyMap<string, Told>> {
    const rows = await tx.query<Told & { contactId: string }>(
      `SELECT contact_id AS "contactId", count(*) FILTER (WHERE NOT summary)::int AS messages,
         bool_or(summary) AS summarised
       FROM notification
       WHERE tenant_id = $1 AND created_at > $2 AND severity <> 'critical'
       GROUP BY contact_id`,
      [tx.tenantId, after],
    );
    return new Map(rows.map(({ contactId, ...told }) => [contactId, told]));
  }

  find(id: string, tx: Transaction): Promise<NotificationEntity | null> {
    return tx.manager.findOneBy(NotificationEntity, { tenantId: tx.tenantId, id });
  }

  async markRead(row: NotificationEntity, readAt: Date, tx: Transaction): Promise<void> {
    row.readAt = readAt;
    await tx.manager.save(row);
  }

  async list(request: ListNotifications, tx: Transaction): Promise<Page<NotificationView>> {
    const { limit, offset } = pageWindow(request);
    const { status, channel, recipient, workOrderId } = request;
    const [rows, totalCount] = await tx.manager.findAndCount(NotificationEntity, {
      where: {
        tenantId: tx.tenantId,
        ...(status && { status }),
        ...(channel && { channel }),
        ...(recipient && { recipient }),
        ...(workOrderId && { workOrderId }),
      },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(notificationView), totalCount };
  }

  async count(tx: Transaction): Promise<{ notifications: number; sent: number }> {
    const [counts] = await tx.query<{ notifications: number; sent: number }>(
      `SELECT count(*)::int AS notifications, count(*) FILTER (WHERE status = 'sent')::int AS sent
       FROM notification WHERE tenant_id = $1`,
      [tx.tenantId],
    );
    return counts ?? { notifications: 0, sent: 0 };
  }
}
