import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { EquipmentHistoryRepository } from '../persistence/equipment/equipment-history.repository.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import { InstallationRepository } from '../persistence/equipment/installation.repository.js';
import { EquipmentPlacement } from './equipment-placement.js';
import { explained } from './equipment-refusals.js';
import { planOf, type Edit, type Edited, type Step } from './plan-edit.js';

export { facetsOf, searchTextOf } from './plan-edit.js';

/** Which equipment is to be changed, and which version of it was seen. */
interface Seen {
  readonly equipmentId: string;
  readonly expectedVersion?: number;
}

/** One of several edits that are made as one. */
export interface AskedEdit extends Seen {
  readonly decide: (row: Equipment) => Edit;
}

/** Changes a piece of equipment as one step: row, history, place and events. */
@Injectable()
export class EditEquipment {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly history: EquipmentHistoryRepository,
    private readonly installations: InstallationRepository,
    private readonly placement: EquipmentPlacement,
  ) {}

  async edit(
    seen: Seen,
    caller: Caller,
    decide: (row: Equipment) => Edit,
    tx: Transaction,
  ): Promise<Edited> {
    const [edited] = await this.editAll([{ ...seen, decide }], caller, tx);
    if (!edited) throw new Error('Of one that was asked for, none was edited.');
    return edited;
  }

  /** Changes all that is asked for, each piece once, or none of it. */
  async editAll(asked: readonly AskedEdit[], caller: Caller, tx: Transaction): Promise<Edited[]> {
    const ids = asked.map(({ equipmentId }) => equipmentId);
    const rows = await this.equipment.lockAll(ids, tx);
    const plans = asked.map((ask) => {
      const row = seenRow(rows, ask);
      return planOf(row, ask.decide(row), caller);
    });
    const steps = plans.flatMap(({ step }) => step ?? []);
    await this.placement.check(
      steps.map(({ columns }) => columns),
      tx,
    );
    await this.save(steps, tx);
    await this.history.addAll(
      steps.map(({ note }) => note),
      tx,
    );
    const moves = steps.flatMap(({ row: { id: equipmentId }, columns: { locationId }, note }) =>
      locationId === undefined ? [] : [{ equipmentId, locationId, at: note.at }],
    );
    await this.installations.moveAll(moves, tx);
    return plans.map(({ edited }) => edited);
  }

  private async save(steps: readonly Step[], tx: Transaction): Promise<void> {
    // What becomes part of something else goes one by one: two together could close a cycle.
    const joining = steps.filter(({ columns }) => columns.parentId);
    const others = steps.filter((step) => !joining.includes(step));
    try {
      await this.saveAll(others, tx);
      for (const step of joining) {
        await this.placement.checkMove(step.row.id, step.columns.parentId ?? '', tx);
        await this.saveAll([step], tx);
      }
    } catch (error) {
      throw explained(error);
    }
  }

  private saveAll(steps: readonly Step[], tx: Transaction): Promise<void> {
    const renamed = steps.filter(({ columns }) => columns.externalIds !== undefined);
    return this.equipment.saveAll(
      steps.map(({ saved }) => saved),
      renamed.map(({ saved }) => saved),
      tx,
    );
  }
}

function seenRow(rows: ReadonlyMap<string, Equipment>, { equipmentId, ...seen }: Seen): Equipment {
  const row = rows.get(equipmentId);
  if (!row) throw Refusal.notFound('equipment', equipmentId);
  if (seen.expectedVersion !== undefined && seen.expectedVersion !== row.version) {
    throw Refusal.stale('equipment', row.version);
  }
  return row;
}
