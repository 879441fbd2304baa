import { draft, EquipmentRegistered, type EventDraft } from '@libs/contracts';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { equipmentView } from '../persistence/equipment/equipment-view.js';

/** The event of equipment that is new, with all of it. */
export function toldOf(row: Equipment): EventDraft {
  const { id: equipmentId, ...state } = equipmentView(row);
  return draft(EquipmentRegistered, { ...state, equipmentId });
}
