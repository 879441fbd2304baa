import { draft, EquipmentRemoved, RemoveEquipment } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { equipmentView } from '../../persistence/equipment/equipment-view.js';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import { InstallationRepository } from '../../persistence/equipment/installation.repository.js';
import { RetireSensors } from '../../sensors/retire-sensors.js';

@Answers(RemoveEquipment)
export class RemoveEquipmentHandler implements RequestHandler<RemoveEquipment> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly installations: InstallationRepository,
    private readonly retiring: RetireSensors,
  ) {}

  async execute({ request, caller, tx }: Call<RemoveEquipment>): Promise<Answer<RemoveEquipment>> {
    const { equipmentId, expectedVersion } = request;
    const row = await this.equipment.lockFor(equipmentId, tx);
    if (!row) throw Refusal.notFound('equipment', equipmentId);
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw Refusal.stale('equipment', row.version);
    }
    if (await this.equipment.hasParts(equipmentId, tx)) {
      throw Refusal.conflict('Other equipment is part of it; remove or move that first.');
    }
    const now = new Date();
    const changes = {
      deletedAt: now,
      updatedAt: now,
      updatedBy: caller.actor,
      version: row.version + 1,
    };
    const removed = await this.equipment.save(row, changes, tx);
    await this.equipment.releaseExternalIds([equipmentId], tx);
    await this.installations.move(equipmentId, null, now, tx);
    const retired = await this.retiring.allOf(equipmentId, tx);
    const reply = equipmentView(removed);
    const { id: _, ...state } = reply;
    return { reply, events: [...retired, draft(EquipmentRemoved, { ...state, equipmentId })] };
  }
}
