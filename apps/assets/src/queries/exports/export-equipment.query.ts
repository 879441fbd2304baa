import { ExportEquipment, type EquipmentView } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { tablePart } from '../../exports/table-part.js';
import { assertMay } from '../../imports/may.js';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import { equipmentView } from '../../persistence/equipment/equipment-view.js';
import { ExportRepository } from '../../persistence/exports/export.repository.js';

@Answers(ExportEquipment)
export class ExportEquipmentHandler implements RequestHandler<ExportEquipment> {
  constructor(
    private readonly exports: ExportRepository,
    private readonly equipment: EquipmentRepository,
  ) {}

  async execute({ request, caller, tx }: Call<ExportEquipment>): Promise<Answer<ExportEquipment>> {
    assertMay(caller, 'equipment.read');
    const found = await this.exports.equipment(request, tx);
    const ids = found.map(({ id }) => id);
    const rows = await this.equipment.inOrder(ids, tx);
    const byId = new Map(rows.map((row) => [row.id, equipmentView(row)]));
    const reply = tablePart('equipment', found, ({ id, parentCode, locationCode }) => {
      const whole: Partial<EquipmentView> = byId.get(id) ?? {};
      const { parentId: _parentId, locationId, ...view } = whole;
      const place = locationCode === null ? { locationId } : { locationCode };
      return { ...view, class: view.classWord ?? view.class, parentCode, ...place };
    });
    return { reply };
  }
}
