import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

// Row level security keeps the planner from handing operators that are not leakproof (LIKE, ILIKE,
// trigrams, points in boxes) to an index. What is searched here is therefore compared by =, < and >
// alone, and texts are looked through in a narrow index of their own.
const NOT_DELETED = 'WHERE deleted_at IS NULL';

/** The whole registry: what equipment is and how it is, places, tags, assignments, meters. */
export class Registry1763700000003 implements MigrationInterface {
  readonly name = 'Registry1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await this.createLocations(runner);
    await this.widenEquipment(runner);
    await this.createEquipmentTables(runner);
    await this.widenSensors(runner);
    const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;
    await isolateTenants(runner, 'assets', 'location', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'assets', 'equipment_external_id', all);
    await isolateTenants(runner, 'assets', 'equipment_history', ['SELECT', 'INSERT']);
    await isolateTenants(runner, 'assets', 'installation', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'assets', 'equipment_tag', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'assets', 'assignment', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'assets', 'open_work', all);
    await isolateTenants(runner, 'assets', 'document', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(runner, 'assets', 'meter_epoch', ['SELECT', 'INSERT']);
    await isolateTenants(runner, 'assets', 'equipment_number', ['SELECT', 'INSERT', 'UPDATE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      'DROP TABLE assets.meter_epoch',
      `ALTER TABLE assets.sensor
         DROP COLUMN version, DROP COLUMN updated_at, DROP COLUMN retired_at`,
      'DROP TABLE assets.document',
      'DROP TABLE assets.open_work',
      'DROP TABLE assets.assignment',
      'DROP TABLE assets.equipment_tag',
      'DROP TABLE assets.installation',
      'DROP TABLE assets.equipment_history',
      'DROP TABLE assets.equipment_external_id',
      'DROP TABLE assets.equipment_number',
      `ALTER TABLE assets.equipment ${ADDED.map(([column]) => `DROP COLUMN ${column}`).join(', ')}`,
      'DROP TABLE assets.location',
      `ALTER TABLE assets.equipment
         ADD CONSTRAINT equipment_code_key UNIQUE (tenant_id, code),
         ADD CONSTRAINT equipment_serial_key UNIQUE (tenant_id, manufacturer, serial_number)`,
    );
  }

  private async createLocations(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE assets.location (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         code varchar(100),
         kind text NOT NULL,
         name varchar(200) NOT NULL,
         names jsonb,
         parent_id uuid,
         path text COLLATE "C" NOT NULL,
         depth int NOT NULL,
         latitude double precision,
         longitude double precision,
         metadata jsonb,
         version int NOT NULL DEFAULT 1,
         created_at timestamptz NOT NULL DEFAULT now(),
         updated_at timestamptz NOT NULL DEFAULT now(),
         deleted_at timestamptz,
         CONSTRAINT location_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT location_parent_fkey FOREIGN KEY (tenant_id, parent_id)
           REFERENCES assets.location (tenant_id, id),
         CONSTRAINT location_depth_check CHECK (depth BETWEEN 1 AND 30),
         CONSTRAINT location_point_check CHECK ((latitude IS NULL) = (longitude IS NULL))
       )`,
      `CREATE UNIQUE INDEX location_code_key ON assets.location (tenant_id, code) ${NOT_DELETED}`,
      `CREATE INDEX location_path_idx ON assets.location (tenant_id, path)`,
      `CREATE INDEX location_parent_idx ON assets.location (tenant_id, parent_id)`,
      `CREATE INDEX location_point_idx ON assets.location (tenant_id, latitude, longitude)`,
    );
  }

  private async widenEquipment(runner: QueryRunner): Promise<void> {
    const added = ADDED.map(([column, type]) => `ADD COLUMN ${column} ${type}`);
    await run(
      runner,
      `ALTER TABLE assets.equipment ${added.join(', ')},
         ALTER COLUMN manufacturer TYPE varchar(200),
         ALTER COLUMN model TYPE varchar(200),
         ALTER COLUMN serial_number TYPE varchar(200),
         DROP CONSTRAINT equipment_serial_key,
         DROP CONSTRAINT equipment_code_key,
         ADD CONSTRAINT equipment_parent_fkey FOREIGN KEY (tenant_id, parent_id)
           REFERENCES assets.equipment (tenant_id, id),
         ADD CONSTRAINT equipment_location_fkey FOREIGN KEY (tenant_id, location_id)
           REFERENCES assets.location (tenant_id, id)`,
      `UPDATE assets.equipment e
       SET number = n.number, search_text = lower(code || ' ' || name)
       FROM (SELECT tenant_id, id,
                    row_number() OVER (PARTITION BY tenant_id ORDER BY created_at, id) AS number
             FROM assets.equipment) n
       WHERE n.tenant_id = e.tenant_id AND n.id = e.id`,
      `CREATE TABLE assets.equipment_number (
         tenant_id uuid CONSTRAINT equipment_number_pkey PRIMARY KEY,
         last int NOT NULL
       )`,
      `INSERT INTO assets.equipment_number
       SELECT tenant_id, max(number) FROM assets.equipment GROUP BY tenant_id`,
      ...EQUIPMENT_INDEXES,
    );
  }

  private async createEquipmentTables(runner: QueryRunner): Promise<void> {
    const equipment = `FOREIGN KEY (tenant_id, equipment_id)
           REFERENCES assets.equipment (tenant_id, id)`;
    await run(
      runner,
      `CREATE TABLE assets.equipment_external_id (
         tenant_id uuid NOT NULL,
         system text NOT NULL,
         value text NOT NULL,
         equipment_id uuid NOT NULL,
         CONSTRAINT equipment_external_id_pkey PRIMARY KEY (tenant_id, system, value),
         CONSTRAINT equipment_external_id_equipment_fkey ${equipment}
       )`,
      `CREATE INDEX equipment_external_id_equipment_idx
         ON assets.equipment_external_id (tenant_id, equipment_id)`,
      `CREATE TABLE assets.equipment_history (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         kind text NOT NULL,
         from_word text,
         to_word text,
         word text,
         reason text,
         at timestamptz NOT NULL,
         actor text NOT NULL,
         CONSTRAINT equipment_history_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT equipment_history_equipment_fkey ${equipment}
       )`,
      `CREATE INDEX equipment_history_equipment_idx
         ON assets.equipment_history (tenant_id, equipment_id, at DESC, id DESC)`,
      `CREATE TABLE assets.installation (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         location_id uuid NOT NULL,
         from_at timestamptz NOT NULL,
         to_at timestamptz,
         CONSTRAINT installation_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT installation_equipment_fkey ${equipment},
         CONSTRAINT installation_location_fkey FOREIGN KEY (tenant_id, location_id)
           REFERENCES assets.location (tenant_id, id),
         CONSTRAINT installation_span_check CHECK (to_at >= from_at)
       )`,
      `CREATE UNIQUE INDEX installation_one_idx
         ON assets.installation (tenant_id, equipment_id) WHERE to_at IS NULL`,
      `CREATE INDEX installation_location_idx
         ON assets.installation (tenant_id, location_id, from_at)`,
      // Unique over all tenants: who scans a tag has not said yet whose it is.
      `CREATE TABLE assets.equipment_tag (
         tenant_id uuid NOT NULL,
         token text NOT NULL,
         equipment_id uuid NOT NULL,
         issued_at timestamptz NOT NULL,
         revoked_at timestamptz,
         CONSTRAINT equipment_tag_pkey PRIMARY KEY (token),
         CONSTRAINT equipment_tag_equipment_fkey ${equipment}
       )`,
      `CREATE UNIQUE INDEX equipment_tag_one_idx
         ON assets.equipment_tag (tenant_id, equipment_id) WHERE revoked_at IS NULL`,
      `CREATE TABLE assets.assignment (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         assignee_kind text NOT NULL,
         assignee varchar(200) NOT NULL,
         role varchar(100),
         assigned_at timestamptz NOT NULL,
         assigned_by text NOT NULL,
         ended_at timestamptz,
         CONSTRAINT assignment_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT assignment_equipment_fkey ${equipment},
         CONSTRAINT assignment_kind_check CHECK (assignee_kind IN ('user', 'team'))
       )`,
      `CREATE UNIQUE INDEX assignment_one_idx
         ON assets.assignment (tenant_id, equipment_id, assignee_kind, assignee)
         WHERE ended_at IS NULL`,
      `CREATE INDEX assignment_assignee_idx ON assets.assignment (tenant_id, assignee)`,
      `CREATE TABLE assets.document (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         kind text NOT NULL,
         title varchar(200) NOT NULL,
         address varchar(2000) NOT NULL,
         media_type varchar(100),
         added_at timestamptz NOT NULL,
         added_by text NOT NULL,
         removed_at timestamptz,
         CONSTRAINT document_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT document_equipment_fkey ${equipment}
       )`,
      `CREATE INDEX document_equipment_idx
         ON assets.document (tenant_id, equipment_id, added_at DESC, id DESC)`,
      `CREATE TABLE assets.open_work (
         tenant_id uuid NOT NULL,
         work_order_id uuid NOT NULL,
         equipment_id uuid NOT NULL,
         is_corrective boolean NOT NULL,
         is_started boolean NOT NULL DEFAULT false,
         CONSTRAINT open_work_pkey PRIMARY KEY (tenant_id, work_order_id)
       )`,
      `CREATE INDEX open_work_equipment_idx ON assets.open_work (tenant_id, equipment_id)`,
    );
  }

  private async widenSensors(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `ALTER TABLE assets.sensor
         ADD COLUMN version int NOT NULL DEFAULT 1,
         ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
         ADD COLUMN retired_at timestamptz`,
      `CREATE TABLE assets.meter_epoch (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         sensor_id uuid NOT NULL,
         reason text NOT NULL,
         started_at timestamptz NOT NULL,
         value_offset double precision NOT NULL,
         started_by text NOT NULL,
         CONSTRAINT meter_epoch_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT meter_epoch_start_key UNIQUE (tenant_id, sensor_id, started_at),
         CONSTRAINT meter_epoch_sensor_fkey FOREIGN KEY (tenant_id, sensor_id)
           REFERENCES assets.sensor (tenant_id, id)
       )`,
    );
  }
}

const ADDED: readonly (readonly [column: string, type: string])[] = [
  ['number', 'int'],
  ['names', 'jsonb'],
  ['description', 'varchar(4000)'],
  ['descriptions', 'jsonb'],
  ['class_word', 'varchar(100)'],
  ['level', 'text'],
  ['asset_number', 'varchar(100)'],
  ['external_ids', 'jsonb'],
  ['year', 'int'],
  ['purchased_on', 'date'],
  ['purchase_price', 'numeric'],
  ['purchase_currency', 'char(3)'],
  ['specifications', 'jsonb'],
  ['metadata', 'jsonb'],
  ['parent_id', 'uuid'],
  ['location_id', 'uuid'],
  ['latitude', 'double precision'],
  ['longitude', 'double precision'],
  ['position_at', 'timestamptz'],
  ['last_maintenance_at', 'timestamptz'],
  ['next_maintenance_at', 'timestamptz'],
  ['next_maintenance_hours', 'double precision'],
  ['declared_efficiency', 'double precision'],
  ['declared_efficiency_at', 'timestamptz'],
  ['lifecycle', `text NOT NULL DEFAULT 'in_service'`],
  ['operating', `text NOT NULL DEFAULT 'unknown'`],
  ['connectivity', `text NOT NULL DEFAULT 'never_seen'`],
  ['health', `text NOT NULL DEFAULT 'unknown'`],
  ['work', `text NOT NULL DEFAULT 'none'`],
  ['online_status', `text NOT NULL DEFAULT 'OFFLINE'`],
  ['fleet_status', `text NOT NULL DEFAULT 'operational'`],
  ['machine_status', `text NOT NULL DEFAULT 'Idle'`],
  ['search_text', `text NOT NULL DEFAULT ''`],
  ['version', 'int NOT NULL DEFAULT 1'],
  ['created_by', `text NOT NULL DEFAULT 'agent:assets'`],
  ['updated_by', `text NOT NULL DEFAULT 'agent:assets'`],
  ['deleted_at', 'timestamptz'],
];

const EQUIPMENT_INDEXES = [
  `CREATE UNIQUE INDEX equipment_number_key ON assets.equipment (tenant_id, number)`,
  `CREATE UNIQUE INDEX equipment_serial_key
     ON assets.equipment (tenant_id, coalesce(manufacturer, ''), serial_number)
     WHERE serial_number IS NOT NULL AND deleted_at IS NULL`,
  `CREATE UNIQUE INDEX equipment_code_key ON assets.equipment (tenant_id, code) ${NOT_DELETED}`,
  `CREATE INDEX equipment_search_idx
     ON assets.equipment (tenant_id, created_at DESC, id DESC) INCLUDE (search_text)
     ${NOT_DELETED}`,
  // Without a column behind the word they stay small, and what there is of a word is counted there.
  ...['online_status', 'fleet_status', 'machine_status', 'class', 'criticality', 'lifecycle'].map(
    (column) => `CREATE INDEX equipment_${column}_idx
       ON assets.equipment (tenant_id, ${column}) ${NOT_DELETED}`,
  ),
  `CREATE INDEX equipment_class_fleet_status_idx
     ON assets.equipment (tenant_id, class, fleet_status) ${NOT_DELETED}`,
  `CREATE INDEX equipment_location_idx
     ON assets.equipment (tenant_id, location_id, fleet_status) ${NOT_DELETED}`,
  `CREATE INDEX equipment_name_idx ON assets.equipment (tenant_id, name) ${NOT_DELETED}`,
  `CREATE INDEX equipment_parent_idx ON assets.equipment (tenant_id, parent_id)`,
  `CREATE INDEX equipment_position_idx
     ON assets.equipment (tenant_id, latitude, longitude) ${NOT_DELETED}`,
  `CREATE INDEX equipment_next_maintenance_idx
     ON assets.equipment (tenant_id, next_maintenance_at) ${NOT_DELETED}`,
];
