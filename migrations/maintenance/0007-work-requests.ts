import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Faults that people report. */
export class WorkRequests1763700000207 implements MigrationInterface {
  readonly name = 'WorkRequests1763700000207';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.work_request (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         status text NOT NULL,
         severity text NOT NULL,
         title varchar(200) NOT NULL,
         description varchar(4000) NOT NULL,
         document_ids text[] NOT NULL,
         reported_by varchar(120) NOT NULL,
         reported_by_actor text NOT NULL,
         reported_at timestamptz NOT NULL,
         decided_by varchar(120),
         reason varchar(1000),
         work_order_id uuid,
         duplicate_of uuid,
         version int NOT NULL DEFAULT 1,
         CONSTRAINT work_request_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT work_request_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT work_request_duplicate_fkey FOREIGN KEY (tenant_id, duplicate_of)
           REFERENCES maintenance.work_request (tenant_id, id),
         CONSTRAINT work_request_status_check CHECK (status IN
           ('submitted', 'approved', 'converted', 'rejected', 'duplicate', 'cancelled')),
         CONSTRAINT work_request_converted_check
           CHECK ((status = 'converted') = (work_order_id IS NOT NULL))
       )`,
      `CREATE INDEX work_request_reported_at_idx ON maintenance.work_request
         (tenant_id, reported_at DESC, id)`,
    );
    await isolateTenants(runner, 'maintenance', 'work_request', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE maintenance.work_request');
  }
}
