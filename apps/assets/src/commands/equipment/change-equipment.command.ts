import { ChangeEquipment } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EditEquipment, facetsOf } from '../../equipment/edit-equipment.js';
import { mergedInto } from '../../equipment/merged-patch.js';
import { meaningOf } from '../../domain/equipment-status.js';
import { columnsOf } from '../../persistence/equipment/equipment-columns.js';

@Answers(ChangeEquipment)
export class ChangeEquipmentHandler implements RequestHandler<ChangeEquipment> {
  constructor(private readonly editing: EditEquipment) {}

  execute({ request, caller, tx }: Call<ChangeEquipment>): Promise<Answer<ChangeEquipment>> {
    const { status } = request;
    return this.editing.edit(
      request,
      caller,
      (row) => ({
        columns: columnsOf(mergedInto(row, request), new Date()),
        ...(status !== undefined && { word: status, facets: meaningOf(status, facetsOf(row)) }),
      }),
      tx,
    );
  }
}
