import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { Correction, Mark } from '../domain/timeline/facts.js';
import { withRegistration } from '../domain/timeline/registration-mark.js';
import { silencesOf } from '../domain/timeline/silences.js';
import { spansUntil } from '../domain/timeline/spans-until.js';
import { timelineOf } from '../domain/timeline/timeline.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { HearingRepository } from '../persistence/hearing.repository.js';
import { RegistryStateRepository } from '../persistence/registry-state.repository.js';
import { StateEntryRepository } from '../persistence/state-entry.repository.js';
import type { StateEntry } from '../persistence/state-entry.entity.js';
import { TimelineRepository } from '../persistence/timeline.repository.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

/** Draws the timeline of a piece of equipment anew from everything that is known of it. */
@Injectable()
export class DrawTimeline {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly entries: StateEntryRepository,
    private readonly workOrders: WorkOrderRepository,
    private readonly registry: RegistryStateRepository,
    private readonly hearings: HearingRepository,
    private readonly timelines: TimelineRepository,
  ) {}

  async draw(equipmentId: string, tx: Transaction): Promise<void> {
    const { registeredAt, removedAt } = await this.equipment.lock(equipmentId, tx);
    const entries = await this.entries.allOf(equipmentId, tx);
    const work = await this.workOrders.begunAt(equipmentId, tx);
    const said = [...entries.flatMap(markOf), ...(await this.registry.marksOf(equipmentId, tx))];
    const marks = withRegistration(said, registeredAt);
    const silences = silencesOf(await this.hearings.allOf(equipmentId, tx));
    const corrections = entries.flatMap(correctionOf);
    const spans = timelineOf({ marks, corrections, work, silences });
    await this.timelines.replace(equipmentId, spansUntil(removedAt, spans), tx);
  }
}

function markOf({ id, from, to, state, reason, reasonCode, enteredAt }: StateEntry): Mark[] {
  if (to !== null) return [];
  const said = {
    state,
    reason,
    reasonCode,
    source: 'person',
    saidAt: enteredAt.getTime(),
  } as const;
  return [{ id, at: from.getTime(), ...said }];
}

function correctionOf({ id, from, to, enteredAt, ...said }: StateEntry): Correction[] {
  if (to === null) return [];
  const saidAt = enteredAt.getTime();
  const { state, reason, reasonCode } = said;
  const what = { state, reason, reasonCode };
  return [{ id, from: from.getTime(), to: to.getTime(), ...what, saidAt }];
}
