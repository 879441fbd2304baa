import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** Ended backtests go when they are old. */
export class OldBacktests1763700000465 implements MigrationInterface {
  readonly name = 'OldBacktests1763700000465';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `CREATE INDEX backtest_ended_at_idx ON detection.backtest (ended_at)
         WHERE ended_at IS NOT NULL`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, `DROP INDEX detection.backtest_ended_at_idx`);
  }
}
