import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Calendars that teams subscribe to, and what each of them showed last. */
export class TeamCalendars1763700000227 implements MigrationInterface {
  readonly name = 'TeamCalendars1763700000227';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE maintenance.team_calendar (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         team varchar(120) NOT NULL,
         secret_hash bytea NOT NULL,
         created_by varchar(120) NOT NULL,
         created_at timestamptz NOT NULL,
         rotated_at timestamptz,
         CONSTRAINT team_calendar_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT team_calendar_secret_key UNIQUE (tenant_id, secret_hash)
       )`,
      `CREATE TABLE maintenance.team_calendar_entry (
         tenant_id uuid NOT NULL,
         calendar_id uuid NOT NULL,
         uid varchar(80) NOT NULL,
         content jsonb NOT NULL,
         ends_at timestamptz NOT NULL,
         sequence int NOT NULL,
         modified_at timestamptz NOT NULL,
         CONSTRAINT team_calendar_entry_pkey PRIMARY KEY (tenant_id, calendar_id, uid),
         CONSTRAINT team_calendar_entry_calendar_fkey FOREIGN KEY (tenant_id, calendar_id)
           REFERENCES maintenance.team_calendar (tenant_id, id) ON DELETE CASCADE
       )`,
    );
    const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'maintenance', 'team_calendar', all);
    await isolateTenants(runner, 'maintenance', 'team_calendar_entry', all);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP TABLE maintenance.team_calendar_entry',
      'DROP TABLE maintenance.team_calendar',
    );
  }
}
