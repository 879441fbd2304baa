import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { DetectionConfig } from '../detection.config.js';
import { OldBacktestRepository } from '../persistence/backtests/old-backtest.repository.js';

@OnQueue('forget-backtest')
export class ForgetBacktestJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly backtests: OldBacktestRepository,
    private readonly config: DetectionConfig,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.backtests.leaseDue(this.config.backtestsRetentionDays, limit, tx);
  }

  async run({ tenantId, id }: DueWork): Promise<void> {
    await this.unitOfWork.run(tenantId, (tx) => this.backtests.forget(id, tx));
  }
}
