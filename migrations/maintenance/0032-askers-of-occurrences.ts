import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** Which prediction or inspection asked for an occurrence. */
export class AskersOfOccurrences1763700000232 implements MigrationInterface {
  readonly name = 'AskersOfOccurrences1763700000232';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE maintenance.plan_occurrence
         ADD COLUMN asked_by_kind text,
         ADD COLUMN asked_by_id uuid,
         ADD CONSTRAINT plan_occurrence_asked_by_check
           CHECK ((asked_by_kind IS NULL) = (asked_by_id IS NULL)),
         ADD CONSTRAINT plan_occurrence_asked_by_kind_check
           CHECK (asked_by_kind IN ('prediction', 'inspection'))`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE maintenance.plan_occurrence
         DROP COLUMN asked_by_kind,
         DROP COLUMN asked_by_id`,
    );
  }
}
