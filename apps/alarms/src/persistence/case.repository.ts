import { Injectable } from '@nestjs/common';
import { pageWindow, type CaseView, type ListCases, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Not } from 'typeorm';
import { AlarmEntity } from './alarm.entity.js';
import { CaseEntity, type Case } from './case.entity.js';

function caseView(row: Case, alarmCount: number): CaseView {
  return {
    id: row.id,
    equipmentId: row.equipmentId,
    status: row.status,
    severity: row.severity,
    verdict: row.verdict,
    title: row.title,
    reason: row.reason,
    alarmCount,
    workOrderId: row.workOrderId,
    openedAt: row.openedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    correlationId: row.correlationId,
  };
}

@Injectable()
export class CaseRepository {
  async add(row: Case, tx: Transaction): Promise<void> {
    await tx.manager.insert(CaseEntity, { ...row, tenantId: tx.tenantId });
  }

  async save({ id, ...rest }: Case, tx: Transaction): Promise<void> {
    await tx.manager.update(CaseEntity, { tenantId: tx.tenantId, id }, rest);
  }

  find(id: string, tx: Transaction): Promise<Case | null> {
    return tx.manager.findOneBy(CaseEntity, { tenantId: tx.tenantId, id });
  }

  get(id: string, tx: Transaction): Promise<Case> {
    return tx.manager.findOneByOrFail(CaseEntity, { tenantId: tx.tenantId, id });
  }

  findOpen(equipmentId: string, tx: Transaction): Promise<Case | null> {
    const where = { tenantId: tx.tenantId, equipmentId, status: Not('resolved' as const) };
    return tx.manager.findOneBy(CaseEntity, where);
  }

  async view(row: Case, tx: Transaction): Promise<CaseView> {
    const of = { tenantId: tx.tenantId, caseId: row.id };
    return caseView(row, await tx.manager.countBy(AlarmEntity, of));
  }

  async count(tx: Transaction): Promise<{ cases: number; openCases: number }> {
    const of = { tenantId: tx.tenantId };
    return {
      cases: await tx.manager.countBy(CaseEntity, of),
      openCases: await tx.manager.countBy(CaseEntity, { ...of, status: Not('resolved' as const) }),
    };
  }

  async list(request: ListCases, tx: Transaction): Promise<Page<CaseView>> {
    const { limit, offset } = pageWindow(request);
    const [rows, totalCount] = await tx.manager.findAndCount(CaseEntity, {
      where: {
        tenantId: tx.tenantId,
        ...(request.equipmentId && { equipmentId: request.equipmentId }),
        ...(request.status && { status: request.status }),
      },
      order: { openedAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    const items: CaseView[] = [];
    for (const row of rows) items.push(await this.view(row, tx));
    return { items, totalCount };
  }
}
