import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What is overdue and whom that was told to, and when a plant wants to be told. */
export class Escalations1763700000228 implements MigrationInterface {
  readonly name = 'Escalations1763700000228';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.escalation (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         kind text NOT NULL,
         overdue_at timestamptz NOT NULL,
         level int NOT NULL DEFAULT 0,
         due_at timestamptz,
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         name varchar(300) NOT NULL,
         correlation_id uuid NOT NULL,
         CONSTRAINT escalation_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT escalation_kind_check CHECK (kind IN ('work_order', 'inspection', 'occurrence'))
       )`,
      `CREATE INDEX escalation_due_at_idx ON maintenance.escalation (due_at)
         WHERE due_at IS NOT NULL`,
      `ALTER TABLE maintenance.work_policy ADD COLUMN escalation jsonb`,
    );
    const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'maintenance', 'escalation', all, 'system');
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'ALTER TABLE maintenance.work_policy DROP COLUMN escalation',
      'DROP TABLE maintenance.escalation',
    );
  }
}
