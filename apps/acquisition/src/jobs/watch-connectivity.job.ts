import { draft, EquipmentConnectivityChanged } from '@libs/contracts';
import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { AcquisitionConfig } from '../acquisition.config.js';
import { ConnectivityRepository } from '../persistence/connectivity.repository.js';

/** Judges which equipment of a tenant is heard; nothing is written for a reading. */
@OnQueue('watch-connectivity')
export class WatchConnectivityJob implements TimedJob {
  constructor(
    private readonly config: AcquisitionConfig,
    private readonly connectivity: ConnectivityRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  async due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    const due = await this.connectivity.leaseDue(limit, tx);
    return due.map((each) => ({ ...each, id: each.tenantId, correlationId: uuidv7() }));
  }

  async run({ tenantId }: DueWork): Promise<void> {
    const rules = this.rules();
    const changed = await this.unitOfWork.run(tenantId, async (tx) => {
      const awakeSince = await this.connectivity.takeUp(rules, tx);
      if (!awakeSince) return 0;
      const changes = await this.connectivity.judge(rules, awakeSince, tx);
      const events = changes.map((each) =>
        draft(EquipmentConnectivityChanged, each, { subject: `equipment/${each.equipmentId}` }),
      );
      await this.outbox.add(tx, events);
      return changes.length;
    });
    if (changed > 0) this.outbox.wake();
  }

  private rules() {
    const { config } = this;
    return {
      checkMs: config.connectivityCheckMs,
      usualPeriodMs: config.connectivityUsualPeriodMs,
      shortestPeriodMs: config.connectivityShortestPeriodMs,
      staleAfterPeriods: config.connectivityStaleAfterPeriods,
      offlineAfterPeriods: config.connectivityOfflineAfterPeriods,
    };
  }
}
