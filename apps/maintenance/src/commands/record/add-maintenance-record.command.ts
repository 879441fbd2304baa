import { AddMaintenanceRecord } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { KeepRecord } from '../../life-cycle/keep-record.js';
import { KnowEquipment } from '../../life-cycle/know-equipment.js';
import { refuseFuture } from '../../life-cycle/refuse-future.js';
import { MaintenanceRecordRepository } from '../../persistence/records/record.repository.js';
import { WorkPolicyRepository } from '../../persistence/work-policy.repository.js';

@Answers(AddMaintenanceRecord)
export class AddMaintenanceRecordHandler implements RequestHandler<AddMaintenanceRecord> {
  constructor(
    private readonly equipment: KnowEquipment,
    private readonly records: MaintenanceRecordRepository,
    private readonly policies: WorkPolicyRepository,
    private readonly keeping: KeepRecord,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<AddMaintenanceRecord>): Promise<Answer<AddMaintenanceRecord>> {
    const { equipmentId, corrects, cost } = request;
    refuseFuture({ performedAt: request.performedAt });
    await this.equipment.know(equipmentId, caller, tx);
    const former = corrects === undefined ? null : await this.records.find(corrects, tx);
    if (corrects !== undefined && former?.equipmentId !== equipmentId) {
      throw Refusal.notFound('maintenance record of the equipment', corrects);
    }
    const { currency } = await this.policies.get(tx);
    const performedAt = request.performedAt ?? new Date().toISOString();
    const priced = cost === undefined ? {} : { currency };
    const whole = Object.assign({ performedBy: caller.name }, request, { performedAt }, priced);
    const { record, event } = await this.keeping.keep(whole, caller, tx);
    return { reply: record, events: [event] };
  }
}
