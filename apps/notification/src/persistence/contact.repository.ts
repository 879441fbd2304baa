import { Injectable } from '@nestjs/common';
import { pageWindow, type ContactView, type ListContacts, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { IsNull } from 'typeorm';
import { ContactEntity } from './contact.entity.js';

/** Never tells the secret. */
export function contactView(row: Omit<ContactEntity, 'tenantId'>): ContactView {
  return {
    id: row.id,
    name: row.name,
    channel: row.channel,
    address: row.address,
    topics: row.topics,
    minimumSeverity: row.minimumSeverity,
    enabled: row.enabled,
    createdAt: row.createdAt.toISOString(),
  };
}

@Injectable()
export class ContactRepository {
  async add(row: Omit<ContactEntity, 'tenantId'>, tx: Transaction): Promise<void> {
    await tx.manager.insert(ContactEntity, { ...row, tenantId: tx.tenantId });
  }

  /** Answers false when there is no such contact. */
  async remove(id: string, removedAt: Date, tx: Transaction): Promise<boolean> {
    const { affected } = await tx.manager.update(
      ContactEntity,
      { tenantId: tx.tenantId, id, removedAt: IsNull() },
      { enabled: false, removedAt },
    );
    return affected === 1;
  }

  findEnabled(tx: Transaction): Promise<ContactEntity[]> {
    return tx.manager.findBy(ContactEntity, { tenantId: tx.tenantId, enabled: true });
  }

  async list(request: ListContacts, tx: Transaction): Promise<Page<ContactView>> {
    const { limit, offset } = pageWindow(request);
    const [rows, totalCount] = await tx.manager.findAndCount(ContactEntity, {
      where: { tenantId: tx.tenantId, removedAt: IsNull() },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(contactView), totalCount };
  }
}
