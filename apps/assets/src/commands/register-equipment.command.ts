import { draft, EquipmentRegistered, RegisterEquipment } from '@libs/contracts';
import { violatedConstraint } from '@libs/database';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { EquipmentRepository, equipmentView } from '../persistence/equipment.repository.js';

const TAKEN: Readonly<Record<string, string>> = {
  equipment_code_key: 'code',
  equipment_serial_key: 'serialNumber',
};

@Answers(RegisterEquipment)
export class RegisterEquipmentHandler implements RequestHandler<RegisterEquipment> {
  constructor(private readonly equipment: EquipmentRepository) {}

  async execute({ request, tx }: Call<RegisterEquipment>): Promise<Answer<RegisterEquipment>> {
    const now = new Date();
    const row = {
      id: uuidv7(),
      code: request.code,
      name: request.name,
      class: request.class,
      criticality: request.criticality ?? 'C',
      manufacturer: request.manufacturer ?? null,
      model: request.model ?? null,
      serialNumber: request.serialNumber ?? null,
      installedAt: request.installedAt ? new Date(request.installedAt) : null,
      createdAt: now,
      updatedAt: now,
    };
    try {
      await this.equipment.add(row, tx);
    } catch (error) {
      const field = TAKEN[violatedConstraint(error) ?? ''];
      if (field) throw Refusal.conflict(`Equipment with this ${field} is registered already.`);
      throw error;
    }
    const { id: equipmentId, code, name, criticality } = row;
    const event = { equipmentId, code, name, class: row.class, criticality };
    return {
      reply: equipmentView({ ...row, tenantId: tx.tenantId }),
      events: [draft(EquipmentRegistered, event)],
    };
  }
}
