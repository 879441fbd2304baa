import { Injectable } from '@nestjs/common';
import { pageWindow, type ListStateEntries, type Page, type StateEntryView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { StateEntryEntity, stateEntryView, type StateEntry } from './state-entry.entity.js';

@Injectable()
export class StateEntryRepository {
  async add(entry: StateEntry, tx: Transaction): Promise<void> {
    await tx.manager.insert(StateEntryEntity, { ...entry, tenantId: tx.tenantId });
  }

  async list(request: ListStateEntries, tx: Transaction): Promise<Page<StateEntryView>> {
    const { limit, offset } = pageWindow(request);
    const [rows, totalCount] = await tx.manager.findAndCount(StateEntryEntity, {
      where: { tenantId: tx.tenantId, equipmentId: request.equipmentId },
      order: { enteredAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(stateEntryView), totalCount };
  }

  allOf(equipmentId: string, tx: Transaction): Promise<StateEntry[]> {
    return tx.manager.findBy(StateEntryEntity, { tenantId: tx.tenantId, equipmentId });
  }
}
