import { EquipmentConnectivityChanged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteFinding } from '../equipment/note-finding.js';

@Handles(EquipmentConnectivityChanged)
export class NoteConnectivityOnEquipmentConnectivityChanged implements EventHandler<EquipmentConnectivityChanged> {
  constructor(private readonly noting: NoteFinding) {}

  handle(heard: EquipmentConnectivityChanged, tx: Transaction): Promise<EventDraft[]> {
    const { equipmentId, connectivity, since } = heard;
    const edit = {
      found: { heardConnectivity: connectivity },
      source: 'readings',
      at: new Date(since),
    } as const;
    return this.noting.by('acquisition', equipmentId, () => edit, tx);
  }
}
