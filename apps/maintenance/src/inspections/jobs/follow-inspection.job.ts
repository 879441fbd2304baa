import { draft, InspectionMissed, type EventDraft } from '@libs/contracts';
import { UnitOfWork, type SystemTransaction, type Transaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { passTime } from '../../domain/inspections/inspection-life.js';
import { timedEvent } from '../inspection-event.js';
import { EscalationRepository } from '../../escalations/persistence/escalation.repository.js';
import { InspectionRepository } from '../../persistence/inspections/inspection.repository.js';

@OnQueue('follow-inspection')
export class FollowInspectionJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly inspections: InspectionRepository,
    private readonly escalations: EscalationRepository,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.inspections.leaseDue(limit, tx);
  }

  async run({ tenantId, id }: DueWork): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.outbox.add(tx, await this.follow(id, tx));
    });
    this.outbox.wake();
  }

  private async follow(id: string, tx: Transaction): Promise<EventDraft[]> {
    const known = await this.inspections.lock(id, tx);
    if (!known) return [];
    const status = passTime(known, new Date());
    if (status === known.status) return [];
    const moved = await this.inspections.save(known, { status }, tx);
    if (status !== 'missed') return [];
    const overdue = {
      id,
      kind: 'inspection',
      overdueAt: moved.closesAt,
      name: moved.name,
    } as const;
    await this.escalations.arm(overdue, moved.correlationId, tx);
    return [draft(InspectionMissed, timedEvent(moved))];
  }
}
