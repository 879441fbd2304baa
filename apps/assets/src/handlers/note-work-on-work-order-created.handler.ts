import { WorkOrderCreated, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { isCorrective, isUnplanned } from '../domain/work-state.js';
import { NoteWork } from '../equipment/note-work.js';
import { OpenWorkRepository } from '../persistence/equipment/open-work.repository.js';

@Handles(WorkOrderCreated)
export class NoteWorkOnWorkOrderCreated implements EventHandler<WorkOrderCreated> {
  constructor(
    private readonly openWork: OpenWorkRepository,
    private readonly noting: NoteWork,
  ) {}

  async handle(
    order: WorkOrderCreated,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { workOrderId, equipmentId } = order;
    await this.openWork.add(
      {
        workOrderId,
        equipmentId,
        isCorrective: isCorrective(order.kind),
        isUnplanned: isUnplanned(order.kind),
      },
      tx,
    );
    return this.noting.at(equipmentId, { at: time }, tx);
  }
}
