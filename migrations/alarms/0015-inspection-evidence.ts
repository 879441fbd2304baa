import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from '../tables.js';

/** What inspections found is evidence too: several items of one inspection. */
export class InspectionEvidence1763700000215 implements MigrationInterface {
  readonly name = 'InspectionEvidence1763700000215';

  up(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE alarms.case_evidence
         ADD COLUMN part varchar(40) NOT NULL DEFAULT '',
         DROP CONSTRAINT case_evidence_kind_check,
         ADD CONSTRAINT case_evidence_kind_check
           CHECK (kind IN ('anomaly', 'prediction', 'inspection')),
         DROP CONSTRAINT case_evidence_pkey,
         ADD CONSTRAINT case_evidence_pkey PRIMARY KEY (tenant_id, case_id, kind, source_id, part)`,
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `DELETE FROM alarms.case_evidence WHERE kind = 'inspection'`,
      `ALTER TABLE alarms.case_evidence
         DROP CONSTRAINT case_evidence_pkey,
         DROP COLUMN part,
         DROP CONSTRAINT case_evidence_kind_check,
         ADD CONSTRAINT case_evidence_kind_check CHECK (kind IN ('anomaly', 'prediction')),
         ADD CONSTRAINT case_evidence_pkey PRIMARY KEY (tenant_id, case_id, kind, source_id)`,
    );
  }
}
