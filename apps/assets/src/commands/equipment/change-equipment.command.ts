import { ChangeEquipment, EquipmentPatch } from '@libs/contracts';
import { Answers, readAs, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EditEquipment, facetsOf } from '../../equipment/edit-equipment.js';
import { meaningOf } from '../../domain/equipment-status.js';
import { mergePatch } from '../../domain/merge-patch.js';
import { columnsOf } from '../../persistence/equipment/equipment-columns.js';
import type { Equipment } from '../../persistence/equipment/equipment.entity.js';

const OBJECTS = ['names', 'descriptions', 'externalIds', 'specifications', 'metadata'] as const;

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

/** A patch whose objects are those of the row, patched; these keep their limits too. */
function mergedInto(row: Equipment, patch: EquipmentPatch): EquipmentPatch {
  const merged = OBJECTS.flatMap((name) =>
    patch[name] === undefined ? [] : [[name, mergePatch(row[name], patch[name])] as const],
  );
  const objects = readAs(EquipmentPatch, Object.fromEntries(merged), 'patch', 'refuse');
  return Object.assign({}, patch, objects);
}
