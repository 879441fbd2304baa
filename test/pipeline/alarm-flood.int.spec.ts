import {
  AddContact,
  AnomalyDetected,
  AnomalyExpired,
  EquipmentRegistered,
  GetAlarmKpis,
  LimitExceeded,
  ListAlarms,
  ListNotifications,
  type AlarmView,
  type ContractClass,
  type NotificationView,
} from '@libs/contracts';
import {
  aCloudEvent,
  anAnomaly,
  anExpiry,
  ask,
  eventually,
  publishEvent,
  scaleOf,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from '../../apps/alarms/src/alarms.module.js';
import { NotificationModule } from '../../apps/notification/src/notification.module.js';

/** `ALARM_LOAD=100000 npx jest test/pipeline/alarm-flood --selectProjects int` is the whole of it. */
const ANOMALIES = scaleOf('ALARM_LOAD', 2_000);
const MACHINES = Math.min(1_000, ANOMALIES / 4);
const CRITICAL = 15;
const AT_ONCE = 500;
const TEN_MINUTES_MS = 600_000;
const PATIENCE_MS = 60_000 + ANOMALIES * 40;

describe('an alarm flood', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  const producers = new Map<string, NatsConnection>();
  const machines = Array.from({ length: MACHINES }, () => uuidv7());
  const criticalMachines = machines.slice(0, CRITICAL);

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    await plant.startAgent('notification', NotificationModule);
    gateway = await plant.connect('gateway');
    for (const agent of ['assets', 'detection']) producers.set(agent, await plant.connect(agent));
  });

  afterAll(() => plant.stop());

  async function tell<T extends object>(contract: ContractClass<T>, data: T): Promise<void> {
    const event = aCloudEvent(contract, data, { tenantId: plant.tenantId });
    const producer = producers.get(event.type.split('.')[0] ?? '');
    if (producer) await publishEvent(producer, event);
  }

  async function count(sql: string): Promise<number> {
    const [row] = await plant.database.admin.query<{ n: number }[]>(sql);
    return row?.n ?? 0;
  }

  const handled = (agent: string, type: string): Promise<number> =>
    count(`SELECT count(*)::int AS n FROM ${agent}.inbox WHERE consumer = '${type}'`);

  /** Ten minutes of the plant, in order; each third time a machine is normal again. */
  async function tellOfAnomalies(): Promise<void> {
    for (let start = 0; start < ANOMALIES; start += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, ANOMALIES - start) }, (_, offset) => {
        const index = start + offset;
        const equipmentId = machines[index % MACHINES] ?? '';
        const at = Date.UTC(2026, 0, 5, 6) + (index * TEN_MINUTES_MS) / ANOMALIES;
        return {
          equipmentId,
          measuredAt: new Date(at).toISOString(),
          ends: Math.floor(index / MACHINES) % 3 === 2,
        };
      });
      await Promise.all(
        batch.map(({ equipmentId, measuredAt, ends }) =>
          ends
            ? tell(AnomalyExpired, anExpiry(equipmentId, measuredAt))
            : tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt })),
        ),
      );
      const critical = criticalMachines[start / AT_ONCE];
      if (critical) await tell(LimitExceeded, aCriticalLimit(critical));
    }
    const told = Math.ceil(ANOMALIES / AT_ONCE);
    for (const each of criticalMachines.slice(told)) {
      await tell(LimitExceeded, aCriticalLimit(each));
    }
  }

  const aCriticalLimit = (equipmentId: string): LimitExceeded => ({
    limitId: uuidv7(),
    equipmentId,
    sensorId: uuidv7(),
    sensorKey: 'pressure',
    kind: 'high',
    threshold: 10,
    value: 12,
    unit: 'bar',
    measuredAt: new Date(Date.UTC(2026, 0, 5, 6)).toISOString(),
    severity: 'critical',
  });

  async function everyAlarm(): Promise<AlarmView[]> {
    const all: AlarmView[] = [];
    for (let page = 1; ; page += 1) {
      const request = { page, pageSize: 100 };
      const { items, totalCount = 0 } = await ask(gateway, ListAlarms, request, plant.caller());
      all.push(...items);
      if (all.length >= totalCount) return all;
    }
  }

  async function toldTo(recipient: string): Promise<NotificationView[]> {
    const request = { recipient, pageSize: 100 };
    return [...(await ask(gateway, ListNotifications, request, plant.caller())).items];
  }

  it(
    `of ${ANOMALIES} anomalies on ${MACHINES} machines tells an operator ten things, all that is critical, and forgets nothing`,
    async () => {
      for (const name of ['Omar', 'Mira']) {
        const contact = { name, channel: 'in_app' as const, topics: ['alarm_raised' as const] };
        await ask(gateway, AddContact, contact, plant.caller());
      }
      await Promise.all(
        machines.map((equipmentId, index) => {
          const code = `M-${index}`;
          const facts = { class: 'centrifugal_pump', criticality: 'B' as const };
          return tell(EquipmentRegistered, { equipmentId, code, name: code, ...facts });
        }),
      );
      const started = Date.now();
      await tellOfAnomalies();
      const expected = ANOMALIES + CRITICAL;
      await eventually(
        'every anomaly to be handled',
        async () => {
          const types = ['anomaly.detected', 'anomaly.expired', 'limit.exceeded'];
          const each = types.map((type) => handled('alarms', `detection.${type}.v1`));
          return (await Promise.all(each)).reduce((sum, n) => sum + n, 0) === expected;
        },
        PATIENCE_MS,
      );
      const seconds = (Date.now() - started) / 1000;

      const alarms = await everyAlarm();
      const normal = new Set(
        alarms.filter(({ severity }) => severity !== 'critical').map((a) => a.equipmentId),
      );
      expect(normal.size).toBe(MACHINES);
      expect(alarms).toHaveLength(MACHINES + CRITICAL);

      const raised = await count(
        `SELECT count(*)::int AS n FROM alarms.alarm_history WHERE happened = 'raised'`,
      );
      expect(raised).toBe(alarms.length);
      await eventually(
        'every alarm to reach the notifier',
        async () => (await handled('notification', 'alarms.alarm.raised.v1')) === raised,
        PATIENCE_MS,
      );
      await eventually(
        'the flood to reach the notifier',
        async () => (await handled('notification', 'alarms.flood.started.v1')) === 1,
      );
      for (const operator of ['Omar', 'Mira']) {
        const told = await toldTo(operator);
        const critical = told.filter(({ title }) => title.startsWith('Alarm (critical)'));
        expect(critical).toHaveLength(CRITICAL);
        const other = told.filter((each) => !critical.includes(each));
        expect(other.length).toBeLessThanOrEqual(10);
        expect(other.filter(({ title }) => title.includes('flood'))).toHaveLength(1);
      }
      const kpis = await ask(gateway, GetAlarmKpis, {}, plant.caller());
      expect(kpis).toMatchObject({ floods: 1, critical: CRITICAL });
      expect(kpis.perTenMinutesAndOperator).toBeGreaterThan(0);
      console.log(
        `${expected} events in ${seconds.toFixed(1)} s (${Math.round(expected / seconds)}/s), ` +
          `${alarms.length} alarms, ${kpis.annunciated} times up, chattering ${kpis.chattering.length}`,
      );
    },
    PATIENCE_MS + 60_000,
  );
});
