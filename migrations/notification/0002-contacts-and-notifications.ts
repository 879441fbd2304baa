import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants, run } from '../tables.js';

/** Whom to tell, and what they were told. */
export class ContactsAndNotifications1763700000002 implements MigrationInterface {
  readonly name = 'ContactsAndNotifications1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await run(
      runner,
      `CREATE TABLE notification.contact (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         name varchar(200) NOT NULL,
         channel text NOT NULL,
         address varchar(2000),
         secret varchar(100),
         topics text[] NOT NULL,
         minimum_severity text NOT NULL,
         enabled boolean NOT NULL DEFAULT true,
         created_at timestamptz NOT NULL DEFAULT now(),
         removed_at timestamptz,
         CONSTRAINT contact_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT contact_channel_check CHECK (channel IN ('in_app', 'webhook', 'email')),
         CONSTRAINT contact_severity_check
           CHECK (minimum_severity IN ('low', 'medium', 'high', 'critical')),
         CONSTRAINT contact_address_check CHECK ((channel = 'in_app') = (address IS NULL)),
         CONSTRAINT contact_secret_check CHECK ((channel = 'webhook') = (secret IS NOT NULL))
       )`,
      `CREATE INDEX contact_created_at_idx
         ON notification.contact (tenant_id, created_at DESC, id) WHERE removed_at IS NULL`,
      `CREATE TABLE notification.notification (
         tenant_id uuid NOT NULL,
         id uuid NOT NULL,
         contact_id uuid NOT NULL,
         recipient varchar(200) NOT NULL,
         channel text NOT NULL,
         address varchar(2000),
         status text NOT NULL,
         title varchar(200) NOT NULL,
         body varchar(4000) NOT NULL,
         severity text NOT NULL,
         about_type varchar(120) NOT NULL,
         about_event_id uuid NOT NULL,
         equipment_id uuid,
         work_order_id uuid,
         work_order_number varchar(20),
         correlation_id uuid NOT NULL,
         attempts int NOT NULL DEFAULT 0,
         due_at timestamptz NOT NULL DEFAULT now(),
         lease_until timestamptz NOT NULL DEFAULT '-infinity',
         last_error varchar(1000),
         created_at timestamptz NOT NULL DEFAULT now(),
         sent_at timestamptz,
         read_at timestamptz,
         CONSTRAINT notification_pkey PRIMARY KEY (tenant_id, id),
         CONSTRAINT notification_about_key UNIQUE (tenant_id, about_event_id, contact_id),
         CONSTRAINT notification_contact_fkey FOREIGN KEY (tenant_id, contact_id)
           REFERENCES notification.contact (tenant_id, id),
         CONSTRAINT notification_status_check
           CHECK (status IN ('queued', 'sending', 'retrying', 'sent', 'dead')),
         CONSTRAINT notification_sent_check CHECK ((status = 'sent') = (sent_at IS NOT NULL))
       )`,
      `CREATE INDEX notification_created_at_idx
         ON notification.notification (tenant_id, created_at DESC, id)`,
      `CREATE INDEX notification_work_order_idx
         ON notification.notification (tenant_id, work_order_id) WHERE work_order_id IS NOT NULL`,
      `CREATE INDEX notification_due_at_idx
         ON notification.notification (due_at) WHERE status IN ('queued', 'sending', 'retrying')`,
    );
    await isolateTenants(runner, 'notification', 'contact', ['SELECT', 'INSERT', 'UPDATE']);
    await isolateTenants(
      runner,
      'notification',
      'notification',
      ['SELECT', 'INSERT', 'UPDATE'],
      'system',
    );
  }

  down(runner: QueryRunner): Promise<void> {
    return run(runner, 'DROP TABLE notification.notification', 'DROP TABLE notification.contact');
  }
}
