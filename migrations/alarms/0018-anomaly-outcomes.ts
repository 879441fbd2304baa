import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** What became of an anomaly is asked by the anomaly. */
export class AnomalyOutcomes1763700000218 implements MigrationInterface {
  readonly name = 'AnomalyOutcomes1763700000218';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `CREATE INDEX case_evidence_source_idx ON alarms.case_evidence (tenant_id, source_id)`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, `DROP INDEX alarms.case_evidence_source_idx`);
  }
}
