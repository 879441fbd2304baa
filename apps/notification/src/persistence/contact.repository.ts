import { Injectable } from '@nestjs/common';
import { pageWindow, type ContactView, type ListContacts, type Page } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import { IsNull } from 'typeorm';
import { ContactEntity } from './contact.entity.js';

/** A contact's secret in the clear or under a previous key. */
export interface StaleSecret {
  readonly id: string;
  readonly secret: string;
}

/** Where the secret of a contact is sealed. */
export function secretPlace(contactId: string): string {
  return `contact/${contactId}`;
}

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

  /** What a contact is told is decided for one message after the other. */
  async lockEnabled(tx: Transaction): Promise<void> {
    await tx.query(
      `SELECT id FROM contact WHERE tenant_id = $1 AND enabled ORDER BY id FOR UPDATE`,
      [tx.tenantId],
    );
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

  /** Of all tenants; locked until the transaction ends. */
  lockStaleSecrets(prefix: string, tx: SystemTransaction): Promise<StaleSecret[]> {
    return tx.query<StaleSecret>(
      `SELECT id, secret FROM contact WHERE secret IS NOT NULL AND NOT starts_with(secret, $1)
       ORDER BY tenant_id, id FOR UPDATE`,
      [prefix],
    );
  }

  async saveSecret(id: string, secret: string, tx: SystemTransaction): Promise<void> {
    await tx.query('UPDATE contact SET secret = $2 WHERE id = $1', [id, secret]);
  }
}
