import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** The first registry: equipment and its sensors. */
export class EquipmentAndSensors1763700000002 implements MigrationInterface {
  readonly name = 'EquipmentAndSensors1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE assets.equipment (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         code varchar(50) NOT NULL,
         name varchar(200) NOT NULL,
         class varchar(100) NOT NULL,
         criticality char(1) NOT NULL,
         manufacturer varchar(100),
         model varchar(100),
         serial_number varchar(100),
         installed_at timestamptz,
         created_at timestamptz NOT NULL DEFAULT now(),
         updated_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT equipment_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT equipment_code_key UNIQUE (tenant_id, code),
         CONSTRAINT equipment_serial_key UNIQUE (tenant_id, manufacturer, serial_number),
         CONSTRAINT equipment_code_check CHECK (code ~ '^[A-Z0-9-]+$'),
         CONSTRAINT equipment_criticality_check CHECK (criticality IN ('A', 'B', 'C', 'D'))
       )`,
      `CREATE INDEX equipment_created_at_idx ON assets.equipment (tenant_id, created_at DESC, id)`,
      `CREATE TABLE assets.sensor (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         code varchar(120) NOT NULL,
         key varchar(60) NOT NULL,
         name varchar(200),
         unit varchar(30) NOT NULL,
         kind text NOT NULL,
         range_min double precision,
         range_max double precision,
         expected_period_ms int,
         created_at timestamptz NOT NULL DEFAULT now(),
         CONSTRAINT sensor_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT sensor_code_key UNIQUE (tenant_id, code),
         CONSTRAINT sensor_key_key UNIQUE (tenant_id, equipment_id, key),
         CONSTRAINT sensor_equipment_fkey FOREIGN KEY (tenant_id, equipment_id)
           REFERENCES assets.equipment (tenant_id, id),
         CONSTRAINT sensor_kind_check CHECK (kind IN ('gauge', 'counter', 'state')),
         CONSTRAINT sensor_range_check CHECK (range_min < range_max)
       )`,
      `CREATE INDEX sensor_created_at_idx ON assets.sensor (tenant_id, created_at DESC, id)`,
    );
    await isolateTenants(runner, 'assets', 'equipment', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'assets', 'sensor', ['SELECT', 'INSERT', 'UPDATE']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE assets.sensor', 'DROP TABLE assets.equipment');
  }
}
