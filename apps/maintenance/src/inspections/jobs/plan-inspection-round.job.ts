import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { InspectionRoundRepository } from '../../persistence/inspections/round.repository.js';
import { EquipmentOfRound } from '../planning/equipment-of-round.js';
import { PlanRound } from '../planning/plan-round.js';

@OnQueue('plan-inspection-round')
export class PlanInspectionRoundJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly rounds: InspectionRoundRepository,
    private readonly equipment: EquipmentOfRound,
    private readonly planning: PlanRound,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.rounds.leaseDue(limit, tx);
  }

  async run({ tenantId, id }: DueWork): Promise<void> {
    const round = await this.unitOfWork.run(tenantId, (tx) => this.rounds.find(id, tx));
    if (!round?.dueAt) return;
    // Outside of any transaction: the registry is asked over the network.
    const equipmentIds = await this.equipment.find(round, tenantId);
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.outbox.add(tx, await this.planning.plan(round, equipmentIds, tx));
    });
    this.outbox.wake();
  }
}
