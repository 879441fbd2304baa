import { NextMaintenanceChanged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteWork } from '../equipment/note-work.js';

@Handles(NextMaintenanceChanged)
export class NoteNextMaintenanceOnNextMaintenanceChanged implements EventHandler<NextMaintenanceChanged> {
  constructor(private readonly noting: NoteWork) {}

  handle(
    next: NextMaintenanceChanged,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { equipmentId, nextMaintenanceAt, nextMaintenanceHours } = next;
    const columns = {
      nextMaintenanceAt: nextMaintenanceAt === undefined ? null : new Date(nextMaintenanceAt),
      nextMaintenanceHours: nextMaintenanceHours ?? null,
    };
    return this.noting.at(equipmentId, { at: time, columns }, tx);
  }
}
