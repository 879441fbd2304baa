import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@libs/database';
import { Outbox, type Caller } from '@libs/messaging';
import type { Import } from '../domain/import.js';
import { ImportPieceRepository } from '../persistence/imports/import-piece.repository.js';
import { ImportRepository } from '../persistence/imports/import.repository.js';
import { Rehearsals, type Rehearsal } from '../persistence/imports/rehearsal.js';
import { EndImport } from './end-import.js';
import { ImportStep, type StepTransactions } from './import-step.js';
import { TableReader } from './table-reader.js';

/** Live events do not wait behind more of an import's than these. */
const EVENTS_AHEAD = 2_000;
const PAUSE_MS = 50;

/** An import that this process goes on with. */
interface Run {
  readonly held: Pick<Import, 'id' | 'attempt'>;
  readonly caller: Caller;
  readonly reader: TableReader;
}

type Went = 'on' | 'ahead' | 'to the end';

/** Goes on with an import step by step, each a transaction, from where it stands. */
@Injectable()
export class RunImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly imports: ImportRepository,
    private readonly pieces: ImportPieceRepository,
    private readonly rehearsals: Rehearsals,
    private readonly steps: ImportStep,
    private readonly ending: EndImport,
  ) {}

  async run(row: Import, caller: Caller, stopping: AbortSignal): Promise<void> {
    const run = { held: row, caller, reader: new TableReader(this.pieces) };
    const { tenantId } = caller;
    const rehearsal = row.dryRun ? await this.rehearsals.begin(tenantId) : undefined;
    try {
      let went: Went = 'on';
      while (went !== 'to the end' && !stopping.aborted) {
        went = await this.step(run, rehearsal);
        this.outbox.wake();
        if (went === 'ahead') await pause(PAUSE_MS);
      }
    } finally {
      await rehearsal?.end();
    }
    await this.unitOfWork.run(tenantId, (tx) => this.imports.release(row.id, row.attempt, tx));
  }

  private step(run: Run, rehearsal: Rehearsal | undefined): Promise<Went> {
    const { tenantId } = run.caller;
    if (!rehearsal) {
      return this.unitOfWork.run(tenantId, (tx) => this.once(run, { books: tx, registry: tx }));
    }
    return rehearsal.run((registry) =>
      this.unitOfWork.run(tenantId, (books) => this.once(run, { books, registry })),
    );
  }

  private async once({ held, caller, reader }: Run, tx: StepTransactions): Promise<Went> {
    const row = await this.imports.hold(held.id, held.attempt, tx.books);
    if (!row) return 'to the end';
    if (await this.outbox.isBehind(tx.books, EVENTS_AHEAD)) return 'ahead';
    const stepped = await this.steps.run(row, reader, caller, tx);
    switch (stepped.kind) {
      case 'more':
        if (!row.dryRun) await this.outbox.add(tx.books, stepped.events);
        return 'on';
      case 'done': {
        const { events } = await this.ending.end(row.id, 'done', null, tx.books);
        await this.outbox.add(tx.books, events);
        return 'to the end';
      }
      case 'unusable': {
        const { events } = await this.ending.end(row.id, 'failed', stepped.reason, tx.books);
        await this.outbox.add(tx.books, events);
        return 'to the end';
      }
    }
  }
}
