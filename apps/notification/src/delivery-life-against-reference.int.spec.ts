import { UnitOfWork, dataSourceFor } from '@libs/database';
import {
  createDatabase,
  ReferenceDelivery,
  scaleOf,
  type ReferenceResult,
  type TestDatabase,
} from '@libs/testing';
import { schemas } from '@migrations';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { decideBeforehand, decideDelivery, type Attempt } from './domain/decide-delivery.js';
import type { Delivery } from './domain/delivery.js';
import type { DeliveryStep, DeliveryTrigger } from './domain/delivery-life.js';
import { DeliveryRepository } from './persistence/delivery.repository.js';

const SEQUENCES = scaleOf('DELIVERY_DATABASE_SEQUENCES', 60);
const DELAYS_MS = [5_000, 30_000];
const RACERS = 3;

type Step =
  | { readonly kind: 'begin'; readonly behind: number }
  | { readonly kind: 'finish'; readonly which: number; readonly result: ReferenceResult }
  | { readonly kind: 'time passes' | 'revive' | 'remove the contact' };

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ kind: fc.constant('begin' as const), behind: fc.constantFrom(0, 0, 0, 1, 2, -1) }),
    fc.record({
      kind: fc.constant('finish' as const),
      which: fc.constantFrom(0, 0, 0, 1, 2),
      result: fc.constantFrom<ReferenceResult>('accepted', 'failed', 'failed', 'failed', 'gone'),
    }),
    fc.record({ kind: fc.constantFrom('time passes', 'revive', 'remove the contact') }),
  ),
  { minLength: 6, maxLength: 20 },
);

const attemptOf = (result: ReferenceResult): Attempt =>
  result === 'accepted' ? { kind: 'accepted' } : { kind: result, reason: 'It was not taken.' };

describe('the life of a delivery in Postgres', () => {
  let database: TestDatabase;
  let source: DataSource;
  let unitOfWork: UnitOfWork;
  const deliveries = new DeliveryRepository();
  const tenantId = uuidv7();

  beforeAll(async () => {
    database = await createDatabase(schemas);
    source = await dataSourceFor('notification', [], {
      databaseUrl: database.urlFor('notification'),
      databasePoolSize: RACERS + 1,
      databaseStatementTimeoutMs: 5_000,
    }).initialize();
    unitOfWork = new UnitOfWork(source);
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  /** One notification that is moved twice: here in its row, there by the reference. */
  class Trial {
    private readonly id = uuidv7();
    private readonly contactId = uuidv7();
    private readonly reference = new ReferenceDelivery(DELAYS_MS.length);
    private made: Delivery[] = [];

    async prepare(): Promise<void> {
      await database.admin.query(
        `INSERT INTO notification.contact (tenant_id, id, name, channel, address, secret, topics,
           minimum_severity) VALUES ($1, $2, 'Tess', 'webhook', 'https://x.example', 's', '{}', 'low')`,
        [tenantId, this.contactId],
      );
      await database.admin.query(
        `INSERT INTO notification.notification (tenant_id, id, contact_id, recipient, channel, address,
           status, title, body, severity, about_type, about_event_id, correlation_id)
         VALUES ($1, $2, $3, 'Tess', 'webhook', 'https://x.example', 'queued', 'Alarm', 'Alarm', 'high',
           'alarms.alarm.raised.v1', $4, $4)`,
        [tenantId, this.id, this.contactId, uuidv7()],
      );
    }

    async do(step: Step): Promise<void> {
      switch (step.kind) {
        case 'begin':
          return this.begin(step.behind);
        case 'finish':
          return this.finish(step.which, step.result);
        case 'revive':
          if (await this.take({ kind: 'revive' }, this.reference.revive())) this.made = [];
          return;
        case 'remove the contact':
          this.reference.wanted = false;
          return unitOfWork.run(tenantId, (tx) => deliveries.disableContact(this.contactId, tx));
        case 'time passes':
          return this.pass();
      }
    }

    async compare(): Promise<void> {
      const [row] = await database.admin.query<object[]>(
        `SELECT n.status, n.attempts, n.sent_at IS NOT NULL AS sent, c.enabled
         FROM notification.notification n
         JOIN notification.contact c ON c.tenant_id = n.tenant_id AND c.id = n.contact_id
         WHERE n.id = $1`,
        [this.id],
      );
      const { status, begun: attempts, wanted: enabled } = this.reference;
      expect(row).toEqual({ status, attempts, sent: status === 'sent', enabled });
    }

    /** Several hear of the same number of attempts; one of them makes the next. */
    private async begin(behind: number): Promise<void> {
      const attempts = this.reference.begun - behind;
      const expected = this.reference.begin(attempts);
      const racing = Array.from({ length: RACERS }, () =>
        unitOfWork.run(tenantId, async (tx) => {
          const step = await deliveries.step(this.id, { kind: 'claim', attempts }, tx);
          this.explain(step);
          return step.kind === 'moved' ? deliveries.get(this.id, tx) : null;
        }),
      );
      const claimed = (await Promise.all(racing)).flatMap((each) => each ?? []);
      expect(claimed).toHaveLength(expected ? 1 : 0);
      this.made.push(...claimed);
    }

    private async finish(which: number, result: ReferenceResult): Promise<void> {
      const made = this.made.at(-1 - which);
      if (!made) return;
      const decision =
        decideBeforehand(made, DELAYS_MS) ??
        decideDelivery(attemptOf(result), made.attempts, DELAYS_MS);
      const { attempts, wanted } = made;
      const expected = this.reference.finish(attempts, result, wanted);
      const moved = await this.take({ kind: 'record', attempts, decision }, expected);
      if (!moved || decision.kind !== 'dead' || !decision.disableContact) return;
      await unitOfWork.run(tenantId, (tx) => deliveries.disableContact(this.contactId, tx));
    }

    /** Whatever waits or was lost is due again; the sweeper finds it, once. */
    private async pass(): Promise<void> {
      await database.admin.query(
        `UPDATE notification.notification SET due_at = now(), lease_until = '-infinity' WHERE id = $1`,
        [this.id],
      );
      for (const expected of [this.reference.end === null, false]) {
        const due = await unitOfWork.system((tx) => deliveries.leaseDue(1_000, tx));
        const found = due.filter(({ id }) => id === this.id);
        const job = { attempt: this.reference.begun, tenantId };
        expect(found).toMatchObject(expected ? [job] : []);
      }
    }

    private async take(trigger: DeliveryTrigger, expected: boolean): Promise<boolean> {
      const step = await unitOfWork.run(tenantId, (tx) => deliveries.step(this.id, trigger, tx));
      this.explain(step);
      expect(step.kind === 'moved').toBe(expected);
      return expected;
    }

    private explain(step: DeliveryStep): void {
      if (step.kind === 'refused') expect(step.reason).toMatch(/^[A-Z\d].+\.$/);
    }
  }

  it(`NOT-01: is that of the reference in ${SEQUENCES} random sequences, each attempt made by one of several`, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const trial = new Trial();
        await trial.prepare();
        for (const step of sequence) {
          await trial.do(step);
          await trial.compare();
        }
      }),
      { numRuns: SEQUENCES, endOnFailure: true },
    );
  }, 600_000);
});
