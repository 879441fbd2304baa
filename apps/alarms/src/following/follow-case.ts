import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  CaseOpened,
  CaseResolved,
  CaseTriaged,
  draft,
  type CaseKind,
  type EventDraft,
  type Severity,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { joinCase, settleCase } from '../domain/case-life.js';
import { worseOf } from '../domain/severity.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import type { Case } from '../persistence/case.entity.js';
import { CaseRepository } from '../persistence/case.repository.js';
import type { Equipment } from '../persistence/equipment.repository.js';

/** An alarm on its way into a case. */
export interface Trouble {
  readonly severity: Severity;
  readonly message: string;
  readonly correlationId: string;
  /** A suppressed alarm belongs to the case but asks for no decision. */
  readonly quiet?: boolean;
  readonly kind?: CaseKind | undefined;
}

/** Keeps one case per troubled equipment and kind; whoever calls holds the equipment's lock. */
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
    const { kind = 'machine', severity, quiet } = trouble;
    const found = await this.cases.findOpen(equipment.id, kind, tx);
    const known: Case = found ? { ...found } : newCase(equipment, kind, trouble);
    const { parts, triaged } = quiet
      ? { parts: { severity: worseOf(known.severity, severity) }, triaged: false }
      : joinCase(known, severity, equipment.criticality, kind);
    const joined = { ...known, ...parts };
    if (!found) await this.cases.add(joined, tx);
    else if (!isDeepStrictEqual(found, joined)) await this.cases.save(joined, tx);
    const opened = found ? [] : [draft(CaseOpened, caseEvent(joined))];
    return {
      caseId: joined.id,
      events: triaged ? [...opened, ...triagedEvents(joined, equipment)] : opened,
    };
  }

  get(caseId: string, tx: Transaction): Promise<Case> {
    return this.cases.get(caseId, tx);
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

export const caseEvent = ({ id, equipmentId, severity, title, kind }: Case) => ({
  caseId: id,
  equipmentId,
  severity,
  title,
  kind,
});

export function triagedEvents(known: Case, { criticality, code, id }: Equipment): EventDraft[] {
  const { verdict, reason } = known;
  if (verdict === null) return [];
  const decision = { verdict, criticality, equipmentCode: code ?? id, reason: reason ?? '' };
  return [draft(CaseTriaged, { ...caseEvent(known), ...decision })];
}

function newCase(equipment: Equipment, kind: CaseKind, trouble: Trouble): Case {
  return {
    id: uuidv7(),
    equipmentId: equipment.id,
    kind,
    status: 'open',
    duplicateOf: null,
    severity: trouble.severity,
    verdict: null,
    title: `${equipment.code ?? 'Equipment'}: ${trouble.message}`.slice(0, 1000),
    reason: null,
    answer: null,
    workOrderId: null,
    workClosed: false,
    endedWorkOrders: [],
    correlationId: trouble.correlationId,
    openedAt: new Date(),
    resolvedAt: null,
  };
}
