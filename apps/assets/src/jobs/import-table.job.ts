import { Logger } from '@nestjs/common';
import { UnitOfWork, type SystemTransaction, type Transaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { isServiceFault, Outbox, type Caller } from '@libs/messaging';
import { currentTrace, nextTraceparent, runInTrace } from '@libs/runtime';
import { NOTHING_DONE, type Import } from '../domain/import.js';
import { EndImport } from '../imports/end-import.js';
import { RunImport } from '../imports/run-import.js';
import { ImportErrorRepository } from '../persistence/imports/import-error.repository.js';
import { ImportRepository } from '../persistence/imports/import.repository.js';

const BROKEN_OFF = 'The upload broke off.';
const OURS = 'This is our fault; the log has the details.';

@OnQueue('import-table')
export class ImportTableJob implements TimedJob {
  private readonly logger = new Logger('imports');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly imports: ImportRepository,
    private readonly errors: ImportErrorRepository,
    private readonly running: RunImport,
    private readonly ending: EndImport,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.imports.leaseDue(limit, tx);
  }

  async run({ tenantId, id, attempt }: DueWork, stopping: AbortSignal): Promise<void> {
    const row = await this.unitOfWork.run(tenantId, (tx) => this.claim(id, attempt, tx));
    if (!row) return;
    const { startedBy: actor, correlationId } = row;
    const caller = { tenantId, actor, name: actor, roles: [], permissions: [] };
    const traceparent = nextTraceparent(currentTrace()?.traceparent);
    await runInTrace({ correlationId, actor, traceparent }, () => {
      return row.state === 'receiving'
        ? this.fail(tenantId, id, BROKEN_OFF)
        : this.goOn(row, caller, stopping);
    });
  }

  /** A dry run begins anew: what it went by was lost with its process. */
  private async claim(id: string, attempt: number, tx: Transaction): Promise<Import | undefined> {
    const row = await this.imports.claim(id, attempt, tx);
    if (!row?.dryRun) return row;
    await this.errors.forget(id, tx);
    await this.imports.advance(id, NOTHING_DONE, tx);
    return { ...row, ...NOTHING_DONE };
  }

  private async goOn(row: Import, caller: Caller, stopping: AbortSignal): Promise<void> {
    try {
      await this.running.run(row, caller, stopping);
    } catch (error) {
      // What is not there will be: the lease brings the import back.
      if (isServiceFault(error)) throw error;
      this.logger.error(error);
      await this.fail(caller.tenantId, row.id, OURS);
    }
  }

  private async fail(tenantId: string, id: string, reason: string): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      const { events } = await this.ending.end(id, 'failed', reason, tx);
      await this.outbox.add(tx, events);
    });
    this.outbox.wake();
  }
}
