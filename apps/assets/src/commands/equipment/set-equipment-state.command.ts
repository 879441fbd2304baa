import { HELD_FACETS, SetEquipmentState } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EditEquipment, facetsOf } from '../../equipment/edit-equipment.js';
import { meaningOf, type Facets } from '../../domain/equipment-status.js';
import type { Equipment } from '../../persistence/equipment/equipment.entity.js';

const NOTHING_ASKED =
  'Say a status, or at least one of lifecycle, operating, connectivity, health, release.';

@Answers(SetEquipmentState)
export class SetEquipmentStateHandler implements RequestHandler<SetEquipmentState> {
  constructor(private readonly editing: EditEquipment) {}

  execute({ request, caller, tx }: Call<SetEquipmentState>): Promise<Answer<SetEquipmentState>> {
    const { status, reason, release: releases = [] } = request;
    const asked = facetsAsked(request);
    return this.editing.edit(
      request,
      caller,
      (row) => {
        if (status === undefined && Object.keys(asked).length + releases.length === 0) {
          throw Refusal.invalid([{ field: 'status', message: NOTHING_ASKED }]);
        }
        const meant = status === undefined ? {} : meaningOf(status, facetsOf(row));
        const facets = { ...meant, ...asked };
        refuseResurrection(row, facets);
        return {
          facets,
          holds: HELD_FACETS.filter((facet) => asked[facet] !== undefined),
          releases,
          ...(status !== undefined && { word: status }),
          ...(reason !== undefined && { reason }),
        };
      },
      tx,
    );
  }
}

function facetsAsked(request: SetEquipmentState): Partial<Facets> {
  const { lifecycle, operating, connectivity, health } = request;
  return {
    ...(lifecycle && { lifecycle }),
    ...(operating && { operating }),
    ...(connectivity && { connectivity }),
    ...(health && { health }),
  };
}

function refuseResurrection(row: Equipment, { lifecycle = row.lifecycle }: Partial<Facets>): void {
  if (row.lifecycle === 'disposed' && lifecycle !== 'disposed') {
    throw Refusal.conflict('The equipment is disposed of; it cannot come back.', []);
  }
}
