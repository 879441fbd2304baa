import { WorkOrderSentBack, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { isCorrective, isUnplanned } from '../domain/work-state.js';
import { NoteWork } from '../equipment/note-work.js';
import { OpenWorkRepository } from '../persistence/equipment/open-work.repository.js';

@Handles(WorkOrderSentBack)
export class NoteWorkOnWorkOrderSentBack implements EventHandler<WorkOrderSentBack> {
  constructor(
    private readonly openWork: OpenWorkRepository,
    private readonly noting: NoteWork,
  ) {}

  async handle(
    order: WorkOrderSentBack,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { workOrderId, equipmentId, kind } = order;
    const nature = { isCorrective: isCorrective(kind), isUnplanned: isUnplanned(kind) };
    await this.openWork.add({ workOrderId, equipmentId, ...nature }, tx);
    await this.openWork.start(workOrderId, tx);
    return this.noting.at(equipmentId, { at: time, begun: true }, tx);
  }
}
