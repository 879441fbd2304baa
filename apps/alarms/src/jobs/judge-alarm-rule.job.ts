import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { JudgeLater } from '../following/rules/judge-later.js';
import { StandingRepository } from '../persistence/rules/standing.repository.js';

@OnQueue('judge-alarm-rule')
export class JudgeAlarmRuleJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly standings: StandingRepository,
    private readonly judging: JudgeLater,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.standings.leaseDue(limit, tx);
  }

  async run({ tenantId, id, correlationId }: DueWork): Promise<void> {
    const silence = await this.judging.silence(tenantId, id);
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.outbox.add(tx, await this.judging.judge(id, silence, correlationId, tx));
    });
    this.outbox.wake();
  }
}
