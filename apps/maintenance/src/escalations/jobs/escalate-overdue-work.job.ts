import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob, type WaitingWork } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { EscalationRepository } from '../persistence/escalation.repository.js';
import { ReachLevel } from '../reach-level.js';

@OnQueue('escalate-overdue-work')
export class EscalateOverdueWorkJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly escalations: EscalationRepository,
    private readonly reaching: ReachLevel,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.escalations.leaseDue(limit, tx);
  }

  waiting(tx: SystemTransaction, limit: number): Promise<readonly WaitingWork[]> {
    return this.escalations.waiting(limit, tx);
  }

  async run({ tenantId, id, attempt }: DueWork): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.outbox.add(tx, await this.reaching.reach(id, attempt, tx));
    });
    this.outbox.wake();
  }
}
