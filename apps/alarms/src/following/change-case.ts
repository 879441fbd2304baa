import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import { isEnded } from '../domain/case-life.js';
import { refuseCase, type CaseAction } from '../domain/case-refusal.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import type { Case } from '../persistence/case.entity.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { EquipmentRepository, type Equipment } from '../persistence/equipment.repository.js';
import { PolicyRepository } from '../persistence/policy.repository.js';

const DAY_MS = 86_400_000;

/** Finds a case that a person may do something with now, or says why not. */
@Injectable()
export class ChangeCase {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly alarms: AlarmRepository,
    private readonly cases: CaseRepository,
    private readonly policies: PolicyRepository,
  ) {}

  async allow(
    caseId: string,
    action: CaseAction,
    tx: Transaction,
  ): Promise<{ known: Case; equipment: Equipment }> {
    const found = await this.find(caseId, tx);
    const equipment = await this.equipment.lock(found.equipmentId, tx);
    const known = await this.cases.get(found.id, tx);
    const { reopenDays } = await this.policies.get(tx);
    const open = await this.cases.findOpen(known.equipmentId, known.kind, tx);
    const endedAt = known.resolvedAt;
    const standing = {
      alarms: await this.alarms.countOfCase(known.id, tx),
      reopenableUntil: endedAt && new Date(endedAt.getTime() + reopenDays * DAY_MS),
      otherOpen: open && open.id !== known.id ? open.id : null,
    };
    const refusal = refuseCase(known, action, standing, new Date());
    if (refusal) throw Refusal.conflict(refusal.reason, refusal.allowed);
    return { known, equipment };
  }

  /** Locks both in the order of their ids, so that two who merge do not wait for each other. */
  async allowMerge(caseId: string, intoCaseId: string, tx: Transaction) {
    const both = [await this.find(caseId, tx), await this.find(intoCaseId, tx)];
    if (caseId === intoCaseId) throw Refusal.conflict('A case is no duplicate of itself.');
    for (const id of both.map(({ equipmentId }) => equipmentId).sort()) {
      await this.equipment.lock(id, tx);
    }
    const { known } = await this.allow(caseId, 'mark_duplicate', tx);
    const into = await this.cases.get(intoCaseId, tx);
    if (isEnded(into)) {
      throw Refusal.conflict(`The case ${intoCaseId} has ended and takes no other.`);
    }
    return { known, into };
  }

  private async find(caseId: string, tx: Transaction): Promise<Case> {
    const found = await this.cases.find(caseId, tx);
    if (!found) throw Refusal.notFound('case', caseId);
    return found;
  }
}
