import {
  AcknowledgeAlarm,
  AnomalyDetected,
  AnomalyExpired,
  GetAlarm,
  ResetAlarm,
  ReturnAlarmToService,
  ShelveAlarm,
  SuppressAlarm,
  TakeAlarmOutOfService,
  UnshelveAlarm,
  UnsuppressAlarm,
  WorkOrderClosed,
  WorkOrderStarted,
  type AlarmView,
  type CloudEvent,
} from '@libs/contracts';
import {
  AlarmsBench,
  anAnomaly,
  anExpiry,
  ask,
  eventually,
  plantTime,
  ReferenceAlarm,
  scaleOf,
  TestPlant,
} from '@libs/testing';
import { Refusal } from '@libs/messaging';
import { schemas } from '@migrations';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

const SEQUENCES = scaleOf('ALARM_SEQUENCES', 25);

const STEPS = [
  'medium',
  'high',
  'end',
  'start',
  'close',
  'shelve',
  'shelving over',
  'acknowledge',
  'unshelve',
  'suppress',
  'unsuppress',
  'take_out_of_service',
  'return_to_service',
  'reset',
] as const;
type Step = (typeof STEPS)[number];

const COMMANDS = {
  acknowledge: AcknowledgeAlarm,
  unshelve: UnshelveAlarm,
  suppress: SuppressAlarm,
  unsuppress: UnsuppressAlarm,
  take_out_of_service: TakeAlarmOutOfService,
  return_to_service: ReturnAlarmToService,
  reset: ResetAlarm,
} as const;

/** One equipment whose alarm is moved twice: here by the agent, there by the reference. */
class Trial {
  readonly equipmentId = uuidv7();
  readonly reference = new ReferenceAlarm();
  private readonly works = new Set<string>();
  private readonly workOrderId = uuidv7();
  private minute = 0;

  constructor(
    private readonly plant: TestPlant,
    private readonly bench: AlarmsBench,
  ) {}

  async do(step: Step): Promise<void> {
    this.minute += 2;
    const measuredAt = plantTime(this.minute);
    switch (step) {
      case 'medium':
      case 'high': {
        const severity = step === 'medium' ? 'alert' : 'alarm';
        const anomaly = anAnomaly(this.equipmentId, { severity, measuredAt });
        await this.heard(this.bench.tell(AnomalyDetected, anomaly));
        this.reference.begin(step, false, this.works);
        return;
      }
      case 'end':
        await this.heard(this.bench.tell(AnomalyExpired, anExpiry(this.equipmentId, measuredAt)));
        this.reference.end();
        return;
      case 'start':
        await this.heard(this.bench.tell(WorkOrderStarted, { ...this.order(), assignee: 'tess' }));
        this.works.add(this.cause());
        this.reference.startWork(this.cause());
        return;
      case 'close':
        await this.heard(this.bench.tell(WorkOrderClosed, { ...this.order(), closedBy: 'tess' }));
        this.works.delete(this.cause());
        this.reference.endWork(this.cause());
        return;
      case 'shelving over':
        return this.endShelving();
      case 'shelve':
      case 'acknowledge':
      case 'unshelve':
      case 'suppress':
      case 'unsuppress':
      case 'take_out_of_service':
      case 'return_to_service':
      case 'reset':
        return this.command(step);
    }
  }

  /** What the agent says must be what the reference says, and there is one open alarm or none. */
  async compare(): Promise<void> {
    const alarms = await this.bench.alarmsOf(this.equipmentId);
    const open = alarms.filter(({ clearedAt }) => clearedAt === null);
    expect(open).toHaveLength(this.reference.isNormal ? 0 : 1);
    const [latest] = alarms;
    if (!latest) return;
    const { condition: active, unseen, state, severity, times: count } = this.reference;
    expect(latest).toMatchObject({ state, active, acknowledged: !unseen, severity, count });
    expect(new Set(latest.suppressedBy)).toEqual(this.reference.causes);
  }

  private async command(step: keyof typeof COMMANDS | 'shelve'): Promise<void> {
    const latest = await this.latest();
    if (!latest) return;
    const allowed = latest.allowed ?? [];
    const expected =
      step === 'shelve' ? this.reference.shelve(0, 60, 480) : this.reference.act(step);
    expect(allowed.includes(step)).toBe(expected === 'done');
    const request = { alarmId: latest.id, reason: 'trial', minutes: 60 };
    const asked =
      step === 'shelve'
        ? ask(this.bench.gateway, ShelveAlarm, request, this.plant.caller())
        : ask(this.bench.gateway, COMMANDS[step], fieldsOf(step, latest.id), this.plant.caller());
    const refusal = await asked.then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal === null).toBe(expected === 'done');
    if (!(refusal instanceof Refusal)) return;
    expect(refusal.problem).toMatchObject({ status: 409, allowed });
    expect(refusal.problem.detail).toMatch(/\.$/);
  }

  private async endShelving(): Promise<void> {
    const latest = await this.latest();
    if (!latest?.shelvedUntil) return;
    const { admin } = this.plant.database;
    await admin.query(
      `UPDATE alarms.alarm SET shelved_until = now() - interval '1 second' WHERE id = $1`,
      [latest.id],
    );
    await admin.query('UPDATE alarms.alarm_timer SET due_at = now() WHERE alarm_id = $1', [
      latest.id,
    ]);
    await eventually('the shelving to end', async () => {
      const request = { alarmId: latest.id };
      const now = await ask(this.bench.gateway, GetAlarm, request, this.plant.caller());
      return now.shelvedUntil === null;
    });
    this.reference.passTo(Number.MAX_SAFE_INTEGER);
  }

  private async latest(): Promise<AlarmView | undefined> {
    return (await this.bench.alarmsOf(this.equipmentId))[0];
  }

  private async heard(told: Promise<CloudEvent>): Promise<void> {
    const { id } = await told;
    await eventually('the event to be handled', async () => {
      const { admin } = this.plant.database;
      const rows = await admin.query<object[]>('SELECT 1 FROM alarms.inbox WHERE event_id = $1', [
        id,
      ]);
      return rows.length === 1;
    });
  }

  private cause = (): string => `work_order:${this.workOrderId}`;

  private order = () => ({
    workOrderId: this.workOrderId,
    number: 'WO-000001',
    equipmentId: this.equipmentId,
    priority: 'high' as const,
    title: 'Repair it',
  });
}

const fieldsOf = (step: keyof typeof COMMANDS, alarmId: string) =>
  step === 'suppress' || step === 'take_out_of_service'
    ? { alarmId, reason: 'trial' }
    : { alarmId };

describe('the life of an alarm in the running agent', () => {
  let plant: TestPlant;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    await plant.startAgent('alarms', AlarmsModule);
  });

  afterAll(() => plant.stop());

  it(`is that of the reference in ${SEQUENCES} random sequences`, async () => {
    const bench = await AlarmsBench.on(plant);
    const sequence = fc.array(fc.constantFrom(...STEPS), { minLength: 8, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        const trial = new Trial(plant, bench);
        await trial.do('high');
        for (const step of steps) {
          await trial.do(step);
          await trial.compare();
        }
      }),
      { numRuns: SEQUENCES, endOnFailure: true },
    );
  }, 600_000);
});
