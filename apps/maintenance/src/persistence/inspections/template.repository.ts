import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type InspectionTemplateView,
  type ListInspectionTemplates,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { ILike, IsNull, Not } from 'typeorm';
import { InspectionTemplateEntity, type InspectionTemplate } from './template.entity.js';

export const templateView = (row: InspectionTemplate): InspectionTemplateView => ({
  id: row.id,
  version: row.version,
  code: row.code,
  name: row.name,
  names: row.names,
  items: row.items,
  review: row.review,
  retiredAt: row.retiredAt?.toISOString() ?? null,
  changedBy: row.changedBy,
  createdAt: row.createdAt.toISOString(),
});

const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

@Injectable()
export class InspectionTemplateRepository {
  async add(template: InspectionTemplate, tx: Transaction): Promise<void> {
    const { tenantId } = tx;
    const { id, items, ...rest } = template;
    await tx.manager.update(InspectionTemplateEntity, { tenantId, id }, { latest: false });
    await tx.manager.insert(InspectionTemplateEntity, { ...rest, id, items, tenantId });
  }

  async retire(id: string, retiredAt: Date, changedBy: string, tx: Transaction): Promise<void> {
    const latest = { tenantId: tx.tenantId, id, latest: true };
    await tx.manager.update(InspectionTemplateEntity, latest, { retiredAt, changedBy });
  }

  find(id: string, version: number | undefined, tx: Transaction) {
    const which = version === undefined ? { latest: true } : { version };
    return tx.manager.findOneBy(InspectionTemplateEntity, { tenantId: tx.tenantId, id, ...which });
  }

  get(id: string, version: number, tx: Transaction): Promise<InspectionTemplate> {
    const one = { tenantId: tx.tenantId, id, version };
    return tx.manager.findOneByOrFail(InspectionTemplateEntity, one);
  }

  /** The latest version, kept as it is until the transaction ends. */
  lock(id: string, tx: Transaction): Promise<InspectionTemplate | null> {
    return tx.manager.findOne(InspectionTemplateEntity, {
      where: { tenantId: tx.tenantId, id, latest: true },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async list(
    request: ListInspectionTemplates,
    tx: Transaction,
  ): Promise<Page<InspectionTemplateView>> {
    const { limit, offset } = pageWindow(request);
    const { templateId, search, retired } = request;
    const which = {
      tenantId: tx.tenantId,
      ...(templateId === undefined ? { latest: true } : { id: templateId }),
      ...(retired !== undefined && { retiredAt: retired === 'true' ? Not(IsNull()) : IsNull() }),
    };
    const words = search === undefined ? undefined : ILike(pattern(search));
    const [rows, totalCount] = await tx.manager.findAndCount(InspectionTemplateEntity, {
      where: words
        ? [
            { ...which, code: words },
            { ...which, name: words },
          ]
        : which,
      order: { createdAt: 'DESC', version: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(templateView), totalCount };
  }
}
