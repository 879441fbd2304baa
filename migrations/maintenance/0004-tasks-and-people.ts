import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** What has to be done at a work order, how equipment is made safe, and who is qualified. */
export class TasksAndPeople1763700000204 implements MigrationInterface {
  readonly name = 'TasksAndPeople1763700000204';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE maintenance.work_order
         ADD COLUMN required_skills text[] NOT NULL DEFAULT '{}'`,
      `CREATE TABLE maintenance.task (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         position int NOT NULL,
         text varchar(1000) NOT NULL,
         phase text NOT NULL,
         result_kind text NOT NULL,
         required boolean NOT NULL,
         unit varchar(30),
         low double precision,
         high double precision,
         choices text[],
         outcome text,
         number double precision,
         within_limits boolean,
         answer varchar(4000),
         document_id uuid,
         note varchar(1000),
         done_by varchar(120),
         done_by_actor text,
         done_at timestamptz,
         CONSTRAINT task_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT task_position_key UNIQUE (tenant_id, work_order_id, position),
         CONSTRAINT task_order_fkey FOREIGN KEY (tenant_id, work_order_id)
           REFERENCES maintenance.work_order (tenant_id, id),
         CONSTRAINT task_phase_check CHECK (phase IN ('isolation', 'work')),
         CONSTRAINT task_kind_check
           CHECK (result_kind IN ('pass_fail', 'number', 'text', 'choice', 'photo')),
         CONSTRAINT task_done_check CHECK ((done_at IS NULL) = (done_by_actor IS NULL))
       )`,
      `CREATE TABLE maintenance.isolation_point (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         position int NOT NULL,
         point varchar(200) NOT NULL,
         method varchar(500) NOT NULL,
         CONSTRAINT isolation_point_pkey PRIMARY KEY (tenant_id, equipment_id, position)
       )`,
      `CREATE TABLE maintenance.qualification (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         actor text NOT NULL,
         name varchar(120) NOT NULL,
         skill varchar(60) NOT NULL,
         certificate varchar(200),
         expires_on date,
         CONSTRAINT qualification_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX qualification_actor_idx ON maintenance.qualification
         (tenant_id, actor, skill)`,
    );
    const changed = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    for (const table of ['task', 'isolation_point', 'qualification']) {
      await isolateTenants(runner, 'maintenance', table, changed);
    }
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      ...['qualification', 'isolation_point', 'task'].map(
        (table) => `DROP TABLE maintenance.${table}`,
      ),
      'ALTER TABLE maintenance.work_order DROP COLUMN required_skills',
    );
  }
}
