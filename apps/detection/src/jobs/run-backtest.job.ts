import { Logger } from '@nestjs/common';
import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { isServiceFault, Outbox, Refusal, type Caller } from '@libs/messaging';
import { EndBacktest } from '../backtesting/end-backtest.js';
import { RunBacktest } from '../backtesting/run-backtest.js';
import { BacktestRepository } from '../persistence/backtests/backtest.repository.js';

/** So often one machine may be begun in vain before it is taken to be what breaks it off. */
const MOST_TRIES = 5;
const BROKEN_OFF = `It was broken off ${MOST_TRIES} times at the same machine.`;
const OURS = 'This is our fault; the log has the details.';

@OnQueue('run-backtest')
export class RunBacktestJob implements TimedJob {
  private readonly logger = new Logger('backtests');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly backtests: BacktestRepository,
    private readonly running: RunBacktest,
    private readonly ending: EndBacktest,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.backtests.leaseDue(limit, tx);
  }

  async run({ tenantId, id, attempt }: DueWork, stopping: AbortSignal): Promise<void> {
    const row = await this.unitOfWork.run(tenantId, (tx) => this.backtests.claim(id, attempt, tx));
    if (!row) return;
    const name = 'detection';
    const caller = { tenantId, actor: 'agent:detection', name, roles: [], permissions: [] };
    if (row.tries > MOST_TRIES) return this.fail(caller, id, BROKEN_OFF);
    try {
      await this.running.run(row, caller, stopping);
    } catch (error) {
      if (isAway(error)) {
        // Whoever does not answer now will: it is not the backtest's fault.
        await this.unitOfWork.run(tenantId, (tx) => this.backtests.putOff(id, row.attempt, tx));
        return;
      }
      this.logger.error(error);
      await this.fail(caller, id, OURS);
    }
  }

  private async fail({ tenantId }: Caller, id: string, reason: string): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      const { events } = await this.ending.end(id, 'failed', { reason }, tx);
      await this.outbox.add(tx, events);
    });
    this.outbox.wake();
  }
}

const isAway = (error: unknown): boolean =>
  isServiceFault(error) || (error instanceof Refusal && error.problem.status === 503);
