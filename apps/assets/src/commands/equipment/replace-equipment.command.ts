import { ReplaceEquipment, type EquipmentPatch } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EditEquipment, facetsOf } from '../../equipment/edit-equipment.js';
import { meaningOf } from '../../domain/equipment-status.js';
import { BARE, columnsOf } from '../../persistence/equipment/equipment-columns.js';

const DEFAULTS = { class: 'unclassified', criticality: 'C' } as const;

@Answers(ReplaceEquipment)
export class ReplaceEquipmentHandler implements RequestHandler<ReplaceEquipment> {
  constructor(private readonly editing: EditEquipment) {}

  execute({ request, caller, tx }: Call<ReplaceEquipment>): Promise<Answer<ReplaceEquipment>> {
    const { status } = request;
    const whole: EquipmentPatch = Object.assign({}, BARE, DEFAULTS, request);
    return this.editing.edit(
      request,
      caller,
      (row) => ({
        columns: columnsOf(whole, new Date()),
        ...(status !== undefined && { word: status, facets: meaningOf(status, facetsOf(row)) }),
      }),
      tx,
    );
  }
}
