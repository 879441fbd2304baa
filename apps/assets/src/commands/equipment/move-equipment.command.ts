import { MoveEquipment } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EditEquipment } from '../../equipment/edit-equipment.js';
import { columnsOf } from '../../persistence/equipment/equipment-columns.js';

const AHEAD_MS = 5 * 60_000;

@Answers(MoveEquipment)
export class MoveEquipmentHandler implements RequestHandler<MoveEquipment> {
  constructor(private readonly editing: EditEquipment) {}

  execute({ request, caller, tx }: Call<MoveEquipment>): Promise<Answer<MoveEquipment>> {
    const { locationId, position } = request;
    if (locationId === undefined && position === undefined) {
      const message = 'Say a locationId, a position, or both.';
      throw Refusal.invalid([{ field: 'position', message }]);
    }
    const at = request.at === undefined ? new Date() : new Date(request.at);
    if (at.getTime() > Date.now() + AHEAD_MS) {
      throw Refusal.invalid([{ field: 'at', message: 'at lies ahead' }]);
    }
    const asked = {
      ...(locationId !== undefined && { locationId }),
      ...(position !== undefined && { position }),
    };
    return this.editing.edit(
      request,
      caller,
      ({ positionAt }) => {
        // A point that comes late, from a phone that was offline, is not where it is now.
        const isLate = position !== undefined && positionAt !== null && at < positionAt;
        return isLate && locationId === undefined ? {} : { columns: columnsOf(asked, at), at };
      },
      tx,
    );
  }
}
