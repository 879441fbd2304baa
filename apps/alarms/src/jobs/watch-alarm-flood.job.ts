import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { EndFlood } from '../following/end-flood.js';
import { FloodRepository } from '../persistence/flood.repository.js';

@OnQueue('watch-alarm-flood')
export class WatchAlarmFloodJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly floods: FloodRepository,
    private readonly ending: EndFlood,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.floods.leaseDue(limit, tx);
  }

  async run({ tenantId, id }: DueWork): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.outbox.add(tx, await this.ending.endIfOver(id, new Date(), tx));
    });
    this.outbox.wake();
  }
}
