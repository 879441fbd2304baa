import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

const STATES = [
  ...["'productive'", "'standby'", "'engineering'", "'scheduled_down'"],
  ...["'unscheduled_down'", "'non_scheduled'", "'unknown'"],
].join(', ');

/** The timeline of each piece of equipment, and the history that key figures are made of. */
export class TimelineAndHistory1763700000002 implements MigrationInterface {
  readonly name = 'TimelineAndHistory1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      // Trusted since PostgreSQL 13: who may create in the database may have it.
      `CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA analytics`,
      `CREATE TABLE analytics.equipment (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         code varchar(50),
         name varchar(200),
         class varchar(100),
         registered_at timestamptz,
         CONSTRAINT equipment_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE TABLE analytics.state_entry (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         state text NOT NULL,
         reason varchar(1000) NOT NULL,
         starts_at timestamptz NOT NULL,
         ends_at timestamptz,
         entered_by varchar(200) NOT NULL,
         entered_at timestamptz NOT NULL,
         CONSTRAINT state_entry_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT state_entry_state_check CHECK (state IN (${STATES})),
         CONSTRAINT state_entry_period_check CHECK (ends_at > starts_at)
       )`,
      `CREATE INDEX state_entry_entered_at_idx ON analytics.state_entry
         (tenant_id, equipment_id, entered_at DESC, id)`,
      `CREATE TABLE analytics.work_order (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         label varchar(300) NOT NULL,
         kind text,
         created_at timestamptz,
         started_at timestamptz,
         completed_at timestamptz,
         cancelled_at timestamptz,
         CONSTRAINT work_order_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX work_order_equipment_idx ON analytics.work_order (tenant_id, equipment_id)`,
      `CREATE TABLE analytics.equipment_state (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         period tstzrange NOT NULL,
         state text NOT NULL,
         reason varchar(1000) NOT NULL,
         source text NOT NULL,
         source_id uuid,
         failed_at timestamptz,
         starts_at timestamptz NOT NULL GENERATED ALWAYS AS (lower(period)) STORED,
         CONSTRAINT equipment_state_pkey PRIMARY KEY (tenant_id, equipment_id, starts_at),
         CONSTRAINT equipment_state_state_check CHECK (state IN (${STATES})),
         CONSTRAINT equipment_state_source_check
           CHECK (source IN ('assumed', 'person', 'work_order')),
         CONSTRAINT equipment_state_failed_check
           CHECK ((failed_at IS NOT NULL) = (state = 'unscheduled_down')),
         CONSTRAINT equipment_state_period_check CHECK (
           NOT isempty(period) AND lower_inc(period) AND NOT upper_inc(period)
             AND NOT lower_inf(period)),
         CONSTRAINT equipment_state_no_overlap
           EXCLUDE USING gist (tenant_id WITH =, equipment_id WITH =, period WITH &&)
       )`,
      `CREATE TABLE analytics.alarm (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         rule varchar(120) NOT NULL,
         raised_at timestamptz,
         acknowledged_at timestamptz,
         CONSTRAINT alarm_pkey PRIMARY KEY (tenant_id, id)
       )`,
      `CREATE INDEX alarm_acknowledged_at_idx ON analytics.alarm (tenant_id, acknowledged_at)`,
      `CREATE TABLE analytics.annunciation (
         tenant_id uuid NOT NULL,
         event_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         rule varchar(120) NOT NULL,
         announced_at timestamptz NOT NULL,
         CONSTRAINT annunciation_pkey PRIMARY KEY (tenant_id, event_id)
       )`,
      `CREATE INDEX annunciation_announced_at_idx ON analytics.annunciation
         (tenant_id, announced_at)`,
      `CREATE TABLE analytics.production (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         starts_at timestamptz NOT NULL,
         ends_at timestamptz NOT NULL,
         produced bigint NOT NULL,
         good bigint NOT NULL,
         ideal_cycle_seconds numeric(16, 4),
         energy_kwh numeric(16, 4),
         CONSTRAINT production_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT production_stretch_key UNIQUE (tenant_id, equipment_id, starts_at, ends_at),
         CONSTRAINT production_no_overlap EXCLUDE USING gist
           (tenant_id WITH =, equipment_id WITH =, tstzrange(starts_at, ends_at) WITH &&),
         CONSTRAINT production_good_check CHECK (good BETWEEN 0 AND produced),
         CONSTRAINT production_period_check CHECK (ends_at > starts_at)
       )`,
      `CREATE INDEX production_ends_at_idx ON analytics.production (tenant_id, ends_at)`,
      `CREATE TABLE analytics.cost_rates (
         tenant_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         starts_at timestamptz NOT NULL,
         labour_per_hour numeric(16, 4) NOT NULL,
         downtime_per_hour numeric(16, 4) NOT NULL,
         CONSTRAINT cost_rates_pkey PRIMARY KEY (tenant_id, equipment_id, starts_at)
       )`,
    );
    for (const table of ['equipment', 'work_order', 'alarm', 'production', 'cost_rates']) {
      await isolateTenants(runner, 'analytics', table, ['SELECT', 'INSERT', 'UPDATE']);
    }
    for (const table of ['state_entry', 'annunciation']) {
      await isolateTenants(runner, 'analytics', table, ['SELECT', 'INSERT']);
    }
    await isolateTenants(runner, 'analytics', 'equipment_state', ['SELECT', 'INSERT', 'DELETE']);
  }

  down(runner: QueryRunner): Promise<void> {
    const tables = ['cost_rates', 'production', 'annunciation', 'alarm', 'equipment_state'];
    return run(
      runner,
      ...[...tables, 'work_order', 'state_entry', 'equipment'].map(
        (table) => `DROP TABLE analytics.${table}`,
      ),
      'DROP EXTENSION btree_gist',
    );
  }
}
