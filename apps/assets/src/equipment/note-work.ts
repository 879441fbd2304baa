import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { operatingUnderWork, type DoneWork } from '../domain/operating-under-work.js';
import { workState } from '../domain/work-state.js';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';
import { OpenWorkRepository } from '../persistence/equipment/open-work.repository.js';
import { NoteFinding } from './note-finding.js';

/** What happened to work at equipment. */
interface Happened {
  readonly at: string;
  /** It began, which stops the machine. */
  readonly begun?: boolean;
  /** It came to its end, which may let the machine run again. */
  readonly done?: DoneWork | undefined;
  readonly columns?: Partial<Equipment>;
}

/** Brings what equipment does in line with the open work orders at it. */
@Injectable()
export class NoteWork {
  constructor(
    private readonly openWork: OpenWorkRepository,
    private readonly noting: NoteFinding,
  ) {}

  async at(
    equipmentId: string,
    { at, begun = false, done, columns = {} }: Happened,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const open = await this.openWork.listFor(equipmentId, tx);
    const decide = (row: Equipment) => ({
      columns,
      source: 'work_order' as const,
      at: new Date(at),
      facets: {
        work: workState(open),
        ...((begun || done) && { operating: operatingUnderWork(row, open, done) }),
      },
    });
    return this.noting.by('maintenance', equipmentId, decide, tx);
  }
}
