import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What was done at equipment: written once, never changed, never removed. */
export class MaintenanceRecords1763700000206 implements MigrationInterface {
  readonly name = 'MaintenanceRecords1763700000206';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.maintenance_record (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         maintenance_type varchar(50) NOT NULL,
         description varchar(4000) NOT NULL,
         descriptions jsonb NOT NULL,
         performed_by varchar(120) NOT NULL,
         performed_at timestamptz NOT NULL,
         cost numeric(16, 4),
         currency char(3),
         notes varchar(4000),
         replaced_parts jsonb NOT NULL,
         kind text,
         failure jsonb,
         work_order_id uuid,
         corrects uuid,
         recorded_by varchar(120) NOT NULL,
         recorded_by_actor text NOT NULL,
         recorded_at timestamptz NOT NULL,
         CONSTRAINT maintenance_record_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT maintenance_record_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT maintenance_record_corrects_fkey FOREIGN KEY (tenant_id, corrects)
           REFERENCES maintenance.maintenance_record (tenant_id, id)
       )`,
      `CREATE INDEX maintenance_record_equipment_idx ON maintenance.maintenance_record
         (tenant_id, equipment_id, performed_at DESC, id)`,
      `CREATE INDEX maintenance_record_type_idx ON maintenance.maintenance_record
         (tenant_id, maintenance_type, performed_at DESC, id)`,
      `CREATE FUNCTION maintenance.keep_record() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'A maintenance record is never changed or removed.';
       END $$`,
      `CREATE TRIGGER maintenance_record_kept BEFORE UPDATE OR DELETE OR TRUNCATE
         ON maintenance.maintenance_record EXECUTE FUNCTION maintenance.keep_record()`,
      `ALTER TABLE maintenance.work_order
         ADD COLUMN feedback text,
         ADD COLUMN feedback_comment varchar(1000),
         ADD CONSTRAINT work_order_feedback_check
           CHECK (feedback IN ('right', 'wrong', 'not_sure'))`,
    );
    await isolateTenants(runner, 'maintenance', 'maintenance_record', ['SELECT', 'INSERT']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      `ALTER TABLE maintenance.work_order DROP CONSTRAINT work_order_feedback_check,
         DROP COLUMN feedback, DROP COLUMN feedback_comment`,
      'DROP TABLE maintenance.maintenance_record',
      'DROP FUNCTION maintenance.keep_record()',
    );
  }
}
