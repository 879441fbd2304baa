import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { EndSuppression } from '../following/end-suppression.js';
import { AlarmTimerRepository } from '../persistence/alarm-timer.repository.js';

@OnQueue('end-suppression')
export class EndSuppressionJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly timers: AlarmTimerRepository,
    private readonly suppression: EndSuppression,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.timers.leaseDue(limit, tx);
  }

  async run({ tenantId, id }: DueWork): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.outbox.add(tx, await this.suppression.end(id, tx));
    });
    this.outbox.wake();
  }
}
