import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Every event in the order it was logged: the stories behind correlation ids. */
export class EventLog1763700000003 implements MigrationInterface {
  readonly name = 'EventLog1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE gateway.event_log (
         tenant_id uuid NOT NULL,
         event_id uuid NOT NULL,
         position bigint GENERATED ALWAYS AS IDENTITY,
         type text NOT NULL,
         agent text NOT NULL,
         subject text,
         time timestamptz NOT NULL,
         correlation_id uuid NOT NULL,
         causation_id text,
         actor text NOT NULL,
         data jsonb NOT NULL,
         CONSTRAINT event_log_event_id_key PRIMARY KEY (tenant_id, event_id)
       )`,
      `CREATE INDEX event_log_correlation_idx ON gateway.event_log (tenant_id, correlation_id)`,
      `CREATE UNIQUE INDEX event_log_position_idx ON gateway.event_log (tenant_id, position)`,
    );
    await isolateTenants(runner, 'gateway', 'event_log', ['SELECT', 'INSERT']);
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE gateway.event_log');
  }
}
