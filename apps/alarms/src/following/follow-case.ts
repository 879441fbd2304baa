import { Injectable } from '@nestjs/common';
import {
  CaseOpened,
  CaseResolved,
  CaseTriaged,
  draft,
  type EventDraft,
  type Severity,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { joinCase, settleCase } from '../domain/case-life.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import type { Case } from '../persistence/case.entity.js';
import { CaseRepository } from '../persistence/case.repository.js';
import type { Equipment } from '../persistence/equipment.repository.js';

/** An alarm that asks for attention, on its way into a case. */
export interface Trouble {
  readonly severity: Severity;
  readonly message: string;
  readonly correlationId: string;
}

/** Keeps one case per troubled equipment; whoever calls holds the equipment's lock. */
@Injectable()
export class FollowCase {
  constructor(
    private readonly cases: CaseRepository,
    private readonly alarms: AlarmRepository,
  ) {}

  async join(
    equipment: Equipment,
    trouble: Trouble,
    tx: Transaction,
  ): Promise<{ caseId: string; events: EventDraft[] }> {
    const found = await this.cases.findOpen(equipment.id, tx);
    const known: Case = found ?? newCase(equipment, trouble);
    const { parts, triaged } = joinCase(known, trouble.severity, equipment.criticality);
    const joined = { ...known, ...parts };
    await (found ? this.cases.save(joined, tx) : this.cases.add(joined, tx));
    const { verdict, reason } = joined;
    const events = found ? [] : [draft(CaseOpened, caseEvent(joined))];
    if (triaged && verdict) {
      const { criticality, code } = equipment;
      const decision = { verdict, criticality, equipmentCode: code ?? equipment.id };
      events.push(draft(CaseTriaged, { ...caseEvent(joined), ...decision, reason: reason ?? '' }));
    }
    return { caseId: joined.id, events };
  }

  /** Ends a case that is over by itself. */
  async settle(caseId: string, tx: Transaction): Promise<EventDraft[]> {
    const known = await this.cases.find(caseId, tx);
    if (!known) return [];
    const over = settleCase(known, await this.alarms.countOfCase(caseId, tx));
    return over ? this.resolve(known, over, tx) : [];
  }

  async resolve(known: Case, reason: string, tx: Transaction): Promise<EventDraft[]> {
    const resolved: Case = { ...known, status: 'resolved', resolvedAt: new Date() };
    await this.cases.save(resolved, tx);
    return [draft(CaseResolved, { ...caseEvent(resolved), reason })];
  }
}

const caseEvent = ({ id, equipmentId, severity, title }: Case) => ({
  caseId: id,
  equipmentId,
  severity,
  title,
});

function newCase(equipment: Equipment, trouble: Trouble): Case {
  return {
    id: uuidv7(),
    equipmentId: equipment.id,
    status: 'open',
    severity: trouble.severity,
    verdict: null,
    title: `${equipment.code ?? 'Equipment'}: ${trouble.message}`.slice(0, 1000),
    reason: null,
    workOrderId: null,
    workClosed: false,
    endedWorkOrders: [],
    correlationId: trouble.correlationId,
    openedAt: new Date(),
    resolvedAt: null,
  };
}
