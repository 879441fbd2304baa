import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob, type WaitingWork } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { LookAfterEquipment } from '../following/look-after-equipment.js';
import { ReadSensors } from '../following/read-sensors.js';
import { PlannedEquipmentRepository } from '../persistence/planned-equipment.repository.js';

@OnQueue('look-after-due-plans')
export class LookAfterDuePlansJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly planned: PlannedEquipmentRepository,
    private readonly sensors: ReadSensors,
    private readonly looking: LookAfterEquipment,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.planned.leaseDue(limit, tx);
  }

  waiting(tx: SystemTransaction, limit: number): Promise<readonly WaitingWork[]> {
    return this.planned.waiting(limit, tx);
  }

  async run({ tenantId, id, correlationId }: DueWork): Promise<void> {
    const shown = await this.sensors.ask(tenantId, id);
    await this.unitOfWork.run(tenantId, async (tx) => {
      await this.outbox.add(tx, await this.looking.look(id, shown, correlationId, tx));
    });
    this.outbox.wake();
  }
}
