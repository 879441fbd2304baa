import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presentAgents as AGENTS } from '@libs/contracts';
import { connectTo } from '@libs/messaging';
import { ApiClient, Chance, eventually, Launcher, SpoolingGateway } from '@libs/testing';
import type { NatsConnection } from '@nats-io/transport-node';
import { BreakingMachines } from './breaking-machines.js';
import { Phone } from './phone.js';
import { PlantLedger } from './plant-ledger.js';

const SERVERS = ['postgres', 'nats', 'redis'] as const;
const GATEWAYS = 3;
const KILLED_TWICE = 2;
const MINUTES = 60_000;
const LIVE = `acquisition.latest_value JOIN acquisition.sensor ON sensor.id = sensor_id
  WHERE code NOT LIKE 'K-%' AND measured_at > now() - interval '10 s'`;

interface TruthLine {
  readonly kind: 'message' | 'fault' | 'summary';
  readonly gateway: string;
  readonly readings: number;
}

interface Issued {
  readonly data: { readonly creds: string };
}

interface Trace {
  readonly data: { readonly steps: readonly { readonly type: string }[] };
}

describe('WOM-10: a launched plant whose agents and servers are all killed', () => {
  const chance = new Chance();
  const launcher = new Launcher();
  const gateways: SpoolingGateway[] = [];
  let phone: Phone;
  let ledger: PlantLedger;
  const devices: NatsConnection[] = [];
  let api: ApiClient;
  let machines: BreakingMachines;
  let truth: readonly TruthLine[];

  beforeAll(async () => {
    process.stdout.write(`  TEST_SEED=${chance.seed}\n`);
    phone = await Phone.start();
    await launcher.start('--port', String(20_000 + chance.below(10_000)));
    const { apiUrl, tenantId, natsUrl, migrations } = launcher.running;
    ledger = await PlantLedger.open(migrations.databaseUrl, tenantId);
    api = await new ApiClient(apiUrl).login('admin', launcher.adminPassword);
    for (let index = 0; index < GATEWAYS; index += 1) {
      const gateway = `breaking-${index}`;
      const body = { gateway };
      const issued = await api.post<Issued>('/api/v1/device-credentials', { body });
      const { creds } = issued.body.data;
      const inbox = `devices.${tenantId}.${gateway}`;
      const device = await connectTo(natsUrl, gateway, inbox, 10, { creds: () => creds });
      devices.push(device);
      gateways.push(new SpoolingGateway(device, tenantId, gateway));
    }
    machines = new BreakingMachines(api, gateways);
    await machines.register(chance);
    const topics = ['alarm_raised', 'work_order_created'];
    const contact = { name: 'Phone', channel: 'webhook', webhookUrl: phone.url, topics };
    expect((await api.post('/api/v1/contacts', { body: contact })).status).toBe(201);
    await killEverybody();
    await stopSimulator();
    await eventually('a settled plant', isSettled, 2 * MINUTES);
  }, 5 * MINUTES);

  afterAll(async () => {
    for (const each of gateways) each.close();
    for (const each of devices) await each.close();
    await ledger.close();
    await launcher.stop();
    phone.stop();
    launcher.remove();
  }, MINUTES);

  /** In an order of chance, while limits are broken, and now and then come back to normal. */
  async function killEverybody(): Promise<void> {
    await eventually('readings', async () => (await ledger.count('acquisition.reading')) > 0);
    const again = chance.shuffled(AGENTS).slice(0, KILLED_TWICE);
    const victims = chance.shuffled([...AGENTS, ...again, ...SERVERS]);
    const unbroken = chance.shuffled(machines.limits);
    const share = Math.ceil(unbroken.length / victims.length);
    machines.calm(unbroken);
    for (const victim of victims) {
      const breaking = unbroken.splice(0, share);
      machines.break(breaking);
      await untilLater(chance.below(1_500));
      process.stdout.write(`  ${Math.round(performance.now() / 1000)} s: kill ${victim}\n`);
      await launcher.kill(victim);
      machines.calm(breaking.filter(({ returns }) => returns));
      for (const each of gateways) await each.repeat([1, 2]);
      await untilLater(500 + chance.below(2_000));
    }
  }

  /** The moment of a crash is nobody's choice. */
  async function untilLater(afterMs: number): Promise<void> {
    const moment = Date.now() + afterMs;
    await eventually('the moment', () => Date.now() >= moment);
  }

  /** Once it is live; it confirms what is under way and writes how much it has sent. */
  async function stopSimulator(): Promise<void> {
    await eventually(
      'live readings of the simulator',
      async () => (await ledger.count(LIVE)) > 0,
      MINUTES,
    );
    launcher.signal('simulator', 'SIGTERM');
    await eventually('the end of the simulator', () => !launcher.pidOf('simulator'));
    const file = join(launcher.stateDir, 'simulator/ground-truth.jsonl');
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    truth = lines.map((line) => JSON.parse(line) as TruthLine);
  }

  async function isSettled(): Promise<boolean> {
    const unconfirmed = gateways.reduce((sum, each) => sum + each.unconfirmed, 0);
    if (unconfirmed > 0) throw new Error(`${unconfirmed} messages to confirm`);
    const underWay = await ledger.underWay();
    if (underWay.length > 0) throw new Error(underWay.join(', '));
    return true;
  }

  const sentBy = (gateway: string): number =>
    truth
      .filter((line) => line.kind === 'message' && line.gateway === gateway)
      .reduce((sum, { readings }) => sum + readings, 0);

  it('has every reading of the ground truth, once', async () => {
    const names = new Set(truth.flatMap((line) => (line.kind === 'message' ? line.gateway : [])));
    const recorded = await ledger.rows<{ gateway: string; readings: number }>(
      `SELECT gateway, sum(recorded)::int AS readings FROM acquisition.gateway_message
       WHERE gateway NOT LIKE 'breaking-%' GROUP BY gateway ORDER BY gateway`,
    );
    const sent = [...names].sort().map((gateway) => ({ gateway, readings: sentBy(gateway) }));
    expect(recorded).toEqual(sent);
    const all = sent.reduce((sum, { readings }) => sum + readings, machines.readings);
    expect(truth.at(-1)).toMatchObject({ kind: 'summary', readings: all - machines.readings });
    expect(await ledger.count('acquisition.reading')).toBe(all);
    expect(await ledger.count('acquisition.reading_correction')).toBe(0);
    const [total] = await ledger.rows(
      'SELECT sum(recorded)::int AS recorded, sum(refused)::int AS refused FROM acquisition.reading_total',
    );
    expect(total).toEqual({ recorded: all, refused: 0 });
    const overview = await api.get('/api/v1/overview');
    expect(overview.body).toMatchObject({ data: { readings: all, rejected: 0 } });
  });

  it('numbers the readings log without gaps, with every reading in it once', async () => {
    const log = await ledger.rows<{ gaps: number; readings: number }>(
      `SELECT max(log_seq) - count(*)::int AS gaps, sum(readings)::int AS readings FROM (
         SELECT DISTINCT subject, (body::json -> 'data' ->> 'logSeq')::int AS log_seq,
           json_array_length(body::json -> 'data' -> 'value') AS readings
         FROM acquisition.outbox WHERE subject LIKE 'readings.%'
       ) AS log GROUP BY subject`,
    );
    expect(log.filter(({ gaps }) => gaps !== 0)).toEqual([]);
    const readings = log.reduce((sum, partition) => sum + partition.readings, 0);
    expect(readings).toBe(await ledger.count('acquisition.reading'));
  });

  it('has one alarm for each limit that was broken', async () => {
    const raised = await ledger.rows(
      `SELECT equipment.code AS machine, rule, active, count FROM alarms.alarm
       JOIN alarms.equipment ON equipment.id = alarm.equipment_id
       WHERE equipment.code LIKE 'K-%' ORDER BY machine, rule`,
    );
    const expected = machines.limits
      .map(({ machine, rule, returns }) => ({ machine, rule, active: !returns, count: 1 }))
      .sort((a, b) => (`${a.machine} ${a.rule}` < `${b.machine} ${b.rule}` ? -1 : 1));
    expect(raised).toEqual(expected);
  });

  it('has one case for each machine and one work order for each case', async () => {
    const cases = await ledger.rows(
      `SELECT code AS machine, alarm_case.status, count(work_order.id)::int AS orders
       FROM alarms.alarm_case
       JOIN alarms.equipment ON equipment.id = alarm_case.equipment_id
       LEFT JOIN maintenance.work_order ON work_order.case_id = alarm_case.id
       WHERE code LIKE 'K-%' GROUP BY code, alarm_case.id, alarm_case.status ORDER BY code`,
    );
    const names = [...new Set(machines.limits.map(({ machine }) => machine))].sort();
    const one = { status: 'work_ordered', orders: 1 };
    expect(cases).toEqual(names.map((machine) => ({ machine, ...one })));
    const wrong = await ledger.rows(
      `SELECT alarm_case.id AS of_case, work_order.id AS of_order
       FROM (SELECT * FROM alarms.alarm_case WHERE status <> 'resolved' AND verdict <> 'watch')
         AS alarm_case
       FULL JOIN maintenance.work_order ON work_order.case_id = alarm_case.id
       WHERE alarm_case.id IS NULL OR work_order.id IS NULL
         OR alarm_case.work_order_id IS DISTINCT FROM work_order.id`,
    );
    expect(wrong).toEqual([]);
  });

  it('has told each contact once of each event it asked for', async () => {
    const told = await ledger.rows(
      `SELECT recipient, about_type AS about, count(*)::int FROM notification.notification
       JOIN alarms.equipment ON equipment.id = notification.equipment_id
       WHERE equipment.code LIKE 'K-%' AND status = 'sent'
         AND about_type <> 'alarms.flood.started.v1'
       GROUP BY recipient, about_type ORDER BY recipient, about_type`,
    );
    const alarms = machines.limits.length;
    const orders = new Set(machines.limits.map(({ machine }) => machine)).size;
    expect(told).toEqual([
      { recipient: 'Phone', about: 'alarms.alarm.raised.v1', count: alarms },
      { recipient: 'Phone', about: 'maintenance.work_order.created.v1', count: orders },
      { recipient: 'Tina (technician)', about: 'maintenance.work_order.created.v1', count: orders },
    ]);
    const missing = await ledger.rows(
      `SELECT log.type, contact.name FROM gateway.event_log AS log
       JOIN notification.contact ON log.time > contact.created_at AND CASE log.type
         WHEN 'alarms.alarm.raised.v1' THEN 'alarm_raised'
         WHEN 'maintenance.work_order.created.v1' THEN 'work_order_created'
         WHEN 'maintenance.work_order.priority_raised.v1' THEN 'work_order_created'
       END = ANY(contact.topics)
       LEFT JOIN notification.notification AS told
         ON told.about_event_id = log.event_id AND told.contact_id = contact.id
       WHERE told.status IS DISTINCT FROM 'sent'
         -- Of lesser ones, only so many are told at a time.
         AND coalesce(log.data->>'severity', log.data->>'priority') = 'critical'`,
    );
    expect(missing).toEqual([]);
  });

  it('rang the phone for each notification, repeating only what a kill cut off', async () => {
    const sent = await ledger.rows<{ id: string; attempts: number }>(
      `SELECT id, attempts FROM notification.notification WHERE recipient = 'Phone'`,
    );
    expect([...phone.received.keys()].sort()).toEqual(sent.map(({ id }) => id).sort());
    for (const { id, attempts } of sent) {
      const bodies = phone.received.get(id) ?? [];
      expect(bodies.length).toBeLessThanOrEqual(attempts);
      expect(new Set(bodies).size).toBe(1);
    }
  });

  it('told of nothing twice and set nothing aside', async () => {
    const doubled = await ledger.rows(
      `SELECT type, about, count(*)::int FROM (
         SELECT type, CASE type
           WHEN 'detection.limit.exceeded.v1' THEN data ->> 'limitId' || (data ->> 'measuredAt')
           WHEN 'detection.limit.returned.v1' THEN data ->> 'limitId' || (data ->> 'measuredAt')
           WHEN 'detection.anomaly.detected.v1' THEN data ->> 'anomalyId'
           WHEN 'detection.anomaly.expired.v1' THEN data ->> 'anomalyId'
           WHEN 'alarms.alarm.raised.v1' THEN data ->> 'alarmId'
           WHEN 'alarms.case.opened.v1' THEN data ->> 'caseId'
           WHEN 'maintenance.work_order.created.v1' THEN data ->> 'caseId'
           WHEN 'notification.notification.sent.v1' THEN data ->> 'notificationId'
         END AS about FROM gateway.event_log
       ) AS told WHERE about IS NOT NULL GROUP BY type, about HAVING count(*) > 1`,
    );
    expect(doubled).toEqual([]);
    for (const agent of AGENTS) expect(await ledger.count(`${agent}.quarantine`)).toBe(0);
  });

  it('tells the way from each reading to the message about it', async () => {
    const exceedances = await ledger.rows<{ correlation: string; orders: number }>(
      `SELECT exceedance.correlation_id AS correlation, (SELECT count(*)::int
         FROM maintenance.work_order WHERE correlation_id = exceedance.correlation_id) AS orders
       FROM detection.limit_exceedance AS exceedance
       JOIN detection.sensor_limit ON sensor_limit.id = exceedance.limit_id
       WHERE sensor_limit.sensor_id = ANY($1)`,
      [machines.limits.map(({ sensorId }) => sensorId)],
    );
    expect(exceedances).toHaveLength(machines.limits.length);
    for (const { correlation, orders } of exceedances) {
      const { body } = await api.get<Trace>(`/api/v1/traces/${correlation}`);
      const steps = body.data.steps.map(({ type }) => type);
      const once = (...types: string[]): void =>
        expect(types.map((type) => [type, steps.filter((each) => each === type).length])).toEqual(
          types.map((type) => [type, 1]),
        );
      once('acquisition.reading.recorded', 'detection.limit.exceeded.v1', 'alarms.alarm.raised.v1');
      expect(steps).toContain('notification.notification.sent.v1');
      if (orders > 0) once('alarms.case.triaged.v1', 'maintenance.work_order.created.v1');
    }
  });

  it('leaves no process behind, stopped while its servers are started again', async () => {
    const { children } = launcher;
    expect(children.length).toBeGreaterThanOrEqual(AGENTS.length + SERVERS.length);
    for (const server of SERVERS) launcher.signal(server, 'SIGKILL');
    expect(await launcher.stop()).toBe(0);
    await eventually('the end of every process', () => !children.some(isAlive), 2_000);
    expect(launcher.children).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
