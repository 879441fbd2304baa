import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Readings by time, what they are checked against, and what gateways are told. */
export class Readings1763700000002 implements MigrationInterface {
  readonly name = 'Readings1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE acquisition.sensor (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         code text NOT NULL,
         key text NOT NULL,
         unit text NOT NULL,
         kind text NOT NULL,
         range_min double precision,
         range_max double precision,
         changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
         CONSTRAINT sensor_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT sensor_code_key UNIQUE (tenant_id, code)
       )`,
      `CREATE INDEX sensor_changed_at_idx ON acquisition.sensor (changed_at)`,
      `CREATE TABLE acquisition.latest_value (
         tenant_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         measured_at timestamptz NOT NULL,
         value double precision NOT NULL,
         quality text NOT NULL,
         recorded_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT latest_value_pkey PRIMARY KEY (tenant_id, sensor_id)
       )`,
      `CREATE TABLE acquisition.reading_correction (
         tenant_id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         measured_at timestamptz NOT NULL,
         id bigint GENERATED ALWAYS AS IDENTITY,
         former_value double precision NOT NULL,
         former_quality text NOT NULL,
         former_recorded_at timestamptz NOT NULL,
         corrected_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT reading_correction_pkey PRIMARY KEY (tenant_id, sensor_id, measured_at, id)
       )`,
      `CREATE TABLE acquisition.gateway (
         tenant_id uuid NOT NULL,
         gateway text NOT NULL,
         boot text,
         received int8multirange NOT NULL DEFAULT '{}',
         last_seen_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT gateway_pkey PRIMARY KEY (tenant_id, gateway)
       )`,
      `CREATE TABLE acquisition.gateway_message (
         tenant_id uuid NOT NULL,
         correlation_id uuid NOT NULL,
         gateway text NOT NULL,
         received_at timestamptz NOT NULL,
         recorded_at timestamptz NOT NULL DEFAULT now(),
         recorded int NOT NULL,
         duplicates int NOT NULL,
         corrections int NOT NULL,
         refused int NOT NULL,
         CONSTRAINT gateway_message_pkey PRIMARY KEY (tenant_id, correlation_id)
       )`,
      `CREATE INDEX gateway_message_recorded_at_idx
         ON acquisition.gateway_message (tenant_id, recorded_at)`,
      `CREATE TABLE acquisition.reading_total (
         tenant_id uuid NOT NULL,
         partition int NOT NULL,
         recorded bigint NOT NULL,
         refused bigint NOT NULL,
         CONSTRAINT reading_total_pkey PRIMARY KEY (tenant_id, partition)
       )`,
      // Not a tenant's: the readings log counts over all of them.
      `CREATE TABLE acquisition.readings_log (
         partition int CONSTRAINT readings_log_pkey PRIMARY KEY,
         last_seq bigint NOT NULL
       )`,
      `GRANT SELECT, INSERT, UPDATE ON acquisition.readings_log TO acquisition`,
    );
    await createReadingTable(runner);
    const writes = ['SELECT', 'INSERT', 'UPDATE'] as const;
    await isolateTenants(runner, 'acquisition', 'sensor', writes, 'system');
    await isolateTenants(runner, 'acquisition', 'reading', writes);
    await isolateTenants(runner, 'acquisition', 'reading_correction', ['SELECT', 'INSERT']);
    await isolateTenants(runner, 'acquisition', 'latest_value', writes);
    await isolateTenants(runner, 'acquisition', 'gateway', writes, 'system');
    await isolateTenants(runner, 'acquisition', 'gateway_message', [...writes, 'DELETE'], 'system');
    await isolateTenants(runner, 'acquisition', 'reading_total', writes);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(
      runner,
      'DROP FUNCTION IF EXISTS acquisition.ensure_reading_partition(date)',
      ...[
        'readings_log',
        'reading_total',
        'gateway_message',
        'gateway',
        'reading_correction',
        'latest_value',
        'reading',
        'sensor',
      ].map((table) => `DROP TABLE acquisition.${table}`),
    );
  }
}

/** A hypertable where TimescaleDB is installed, native partitions by month where it is not. */
async function createReadingTable(runner: QueryRunner): Promise<void> {
  const [timescale] = (await runner.query(
    `SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'`,
  )) as object[];
  await runner.query(
    `CREATE TABLE acquisition.reading (
       tenant_id uuid NOT NULL,
       sensor_id uuid NOT NULL,
       measured_at timestamptz NOT NULL,
       value double precision NOT NULL,
       quality text NOT NULL,
       recorded_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT reading_pkey PRIMARY KEY (tenant_id, sensor_id, measured_at)
     ) ${timescale ? '' : 'PARTITION BY RANGE (measured_at)'}`,
  );
  if (timescale) {
    await runner.query(
      `SELECT create_hypertable('acquisition.reading', 'measured_at',
         chunk_time_interval => interval '7 days', create_default_indexes => false)`,
    );
  }
  // The agent's role owns no table, so what makes partitions runs with its owner's rights.
  await run(
    runner,
    `CREATE FUNCTION acquisition.ensure_reading_partition(month date) RETURNS void
     LANGUAGE plpgsql SECURITY DEFINER SET search_path = acquisition, pg_temp AS $$
     DECLARE
       first date := date_trunc('month', month)::date;
     BEGIN
       ${
         timescale
           ? 'NULL;'
           : `-- Two replicas may need the same month at the same time.
       PERFORM pg_advisory_xact_lock(hashtext('acquisition.reading'));
       EXECUTE format(
         'CREATE TABLE IF NOT EXISTS acquisition.%I PARTITION OF acquisition.reading
            FOR VALUES FROM (%L) TO (%L)',
         'reading_' || to_char(first, 'YYYY_MM'),
         first::timestamp AT TIME ZONE 'UTC',
         (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');`
       }
     END $$`,
    `REVOKE ALL ON FUNCTION acquisition.ensure_reading_partition(date) FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION acquisition.ensure_reading_partition(date) TO acquisition`,
  );
}
