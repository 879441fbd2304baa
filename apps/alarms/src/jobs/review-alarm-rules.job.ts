import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { ReviewRules } from '../following/rules/review-rules.js';
import { ReviewRepository } from '../persistence/rules/review.repository.js';

@OnQueue('review-alarm-rules')
export class ReviewAlarmRulesJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly reviews: ReviewRepository,
    private readonly reviewing: ReviewRules,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.reviews.leaseDue(limit, tx);
  }

  async run({ tenantId }: DueWork): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      if (!(await this.reviews.claim(tx))) return;
      await this.outbox.add(tx, await this.reviewing.review(new Date(), tx));
    });
    this.outbox.wake();
  }
}
