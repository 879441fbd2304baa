import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** What versions of rules raised, and what backtests came to, goes when it is old. */
export class OldEvidence1763700000464 implements MigrationInterface {
  readonly name = 'OldEvidence1763700000464';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `CREATE INDEX rule_raising_ended_at_idx ON alarms.rule_raising (tenant_id, ended_at)`,
      `GRANT DELETE ON alarms.rule_raising, alarms.rule_backtest TO alarms`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `REVOKE DELETE ON alarms.rule_raising, alarms.rule_backtest FROM alarms`,
      `DROP INDEX alarms.rule_raising_ended_at_idx`,
    );
  }
}
