import { Injectable } from '@nestjs/common';
import { draft, EscalationLevelReached, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { WorkPolicyRepository } from '../persistence/work-policy.repository.js';
import { levelAt, levelsOf, toldAt } from './domain/next-level.js';
import {
  EscalationRepository,
  type Escalation,
  type Overdue,
} from './persistence/escalation.repository.js';

/** Goes to the next level of what is overdue, or ends where it is not any more. */
@Injectable()
export class ReachLevel {
  constructor(
    private readonly escalations: EscalationRepository,
    private readonly policies: WorkPolicyRepository,
  ) {}

  async reach(id: string, reached: number, tx: Transaction): Promise<EventDraft[]> {
    const known = await this.escalations.lockAt(id, reached, tx);
    if (!known) return [];
    const open = await this.escalations.findOpen(known, tx);
    const levels = levelsOf((await this.policies.get(tx)).escalation);
    const level = levels[reached];
    if (!open || !level) {
      await this.escalations.save(id, reached, null, tx);
      return [];
    }
    const dueAt = levelAt(levels, reached + 1, known.overdueAt);
    await this.escalations.save(id, reached + 1, dueAt, tx);
    return [told(known, open, toldAt(level, reached + 1, open.assignee))];
  }
}

function told({ id, kind, overdueAt, level }: Escalation, open: Overdue, tells: string[]) {
  const { title, priority, equipmentId, assignee, team, workOrderId, number } = open;
  return draft(EscalationLevelReached, {
    ...{ kind, overdueId: id, equipmentId, level: level + 1, title, priority, tells },
    overdueSince: overdueAt.toISOString(),
    ...(assignee !== null && { assignee }),
    ...(team !== null && { team }),
    ...(workOrderId !== null && { workOrderId }),
    ...(number !== null && { number }),
  });
}
