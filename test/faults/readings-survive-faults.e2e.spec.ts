import {
  AnomalyDetected,
  eventContractOf,
  RegisterEquipment,
  RegisterSensor,
  SensorFaultDetected,
  type CloudEvent,
  type ReadingsRecorded,
} from '@libs/contracts';
import {
  AgentProcess,
  ask,
  ensureBuilt,
  Chance,
  eventually,
  SpoolingGateway,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import { plantSignal, type SignalKind } from '@libs/testing';
import { EquipmentWatch, type Ways } from '@libs/watch';
import { decideVersions } from '../pipeline/decided-versions.js';

const AGENTS = ['assets', 'acquisition', 'detection'] as const;
const EQUIPMENT = 8;
const SENSORS_EACH = 5;
const LINES = 4;
/** Detectors speak after 2000 readings: one sensor of each machine gets there, and breaks. */
const TALKATIVE = { readings: 2_300, faultAt: 2_100 };
const QUIET = { readings: 50 };
const MESSAGE = 25;
const MINUTES = 60_000;

interface Reading {
  readonly sensor: string;
  readonly at: number;
  readonly value: number;
}

interface Sensor {
  readonly code: string;
  readonly id: string;
  readonly equipmentId: string;
  readonly readings: readonly Reading[];
}

describe('readings under faults', () => {
  const chance = new Chance();
  const replicas: AgentProcess[] = [];
  const lines: SpoolingGateway[] = [];
  const sensors: Sensor[] = [];
  let plant: TestPlant;
  let ways: Ways;

  const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    plant.database.admin.query<Row[]>(sql, parameters);
  const start = async (agent: string): Promise<void> => {
    replicas.push(await AgentProcess.start(agent, plant.environmentOf(agent)));
  };
  const one = (agent: string): AgentProcess => {
    const all = replicas.filter((each) => each.agent === agent);
    const chosen = all[chance.below(all.length)];
    if (!chosen) throw new Error(`no ${agent} runs`);
    return chosen;
  };

  beforeAll(async () => {
    [plant] = await Promise.all([TestPlant.start(schemas), ensureBuilt()]);
    await Promise.all([...AGENTS, 'acquisition', 'detection'].map(start));
    await register();
    ways = await decideVersions(plant, whileFaultsShow());
    const devices = await plant.connectDevices();
    for (let line = 0; line < LINES; line += 1) {
      lines.push(new SpoolingGateway(devices, plant.tenantId, `line-${line}`));
    }
  }, 2 * MINUTES);

  afterAll(async () => {
    for (const each of lines) each.close();
    await Promise.all(replicas.map((each) => each.stop()));
    await plant.stop();
  });

  async function register(): Promise<void> {
    const api = await plant.connect('gateway');
    const kinds: SignalKind[] = ['pressure', 'vibration', 'current', 'temperature', 'flow'];
    for (let machine = 0; machine < EQUIPMENT; machine += 1) {
      const equipment = { code: `M-${machine}`, name: `Machine ${machine}`, class: 'pump' };
      const { id: equipmentId } = await ask(api, RegisterEquipment, equipment, plant.caller());
      for (const [index, kind] of kinds.slice(0, SENSORS_EACH).entries()) {
        const code = `M-${machine}.${kind}`;
        const sensor = { equipmentId, code, key: kind, unit: 'bar' };
        const { id } = await ask(api, RegisterSensor, sensor, plant.caller());
        const { readings: length, faultAt } =
          index === machine % SENSORS_EACH ? TALKATIVE : { ...QUIET, faultAt: -1 };
        const signal = plantSignal({
          kind,
          seed: chance.below(1_000_000),
          length,
        });
        // Far beyond anything seen, so that no seed leaves the run without anomalies.
        const readings = signal.map(({ atMs, value }, at) => ({
          sensor: code,
          at: atMs,
          value: faultAt > 0 && at >= faultAt ? value * 5 : value,
        }));
        sensors.push({ code, id, equipmentId, readings });
      }
    }
  }

  /** A version in shadow, active and rolled back while machines break, some before, some after. */
  function whileFaultsShow() {
    const faults = sensors
      .flatMap(({ readings }) => readings[TALKATIVE.faultAt + 30]?.at ?? [])
      .sort((a, b) => a - b);
    const faultAt = (share: number): number => faults[Math.floor(share * faults.length)] ?? 0;
    return { shadowFromMs: 0, activeFromMs: faultAt(0.4), backFromMs: faultAt(0.7) };
  }

  /** Every reading of every sensor in messages, a sensor's in order, each with its line. */
  function messages(): { line: SpoolingGateway; readings: Reading[] }[] {
    const all = sensors.flatMap(({ readings }, index) => {
      const chunks: { share: number; index: number; readings: Reading[] }[] = [];
      for (let from = 0; from < readings.length; from += MESSAGE) {
        const share = from / readings.length;
        chunks.push({ share, index, readings: readings.slice(from, from + MESSAGE) });
      }
      return chunks;
    });
    return all
      .sort((a, b) => a.share - b.share || a.index - b.index)
      .map(({ index, readings }) => ({ line: lineOf(index), readings }));
  }

  function lineOf(index: number): SpoolingGateway {
    const line = lines[index % LINES];
    if (!line) throw new Error('no line');
    return line;
  }

  async function killAndRestart(agent: string): Promise<void> {
    const victim = one(agent);
    await victim.kill();
    replicas.splice(replicas.indexOf(victim), 1);
    await start(agent);
  }

  /** Past its leases: until the other replica holds every partition. */
  async function pausePastLease(agent: string): Promise<void> {
    const victim = one(agent);
    victim.pause();
    await eventually(
      `the other replica of ${agent} to hold every partition`,
      async () => {
        const [row] = await rows<{ owners: number; free: number }>(
          `SELECT count(DISTINCT owner)::int AS owners,
                  count(*) FILTER (WHERE lease_until < now())::int AS free
           FROM ${agent}.partition_position`,
        );
        return row?.owners === 1 && row.free === 0;
      },
      30_000,
    ).finally(() => victim.resume());
  }

  async function cutDatabase(): Promise<void> {
    await rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = ANY($1)`,
      [AGENTS],
    );
  }

  async function repeatMessages(): Promise<void> {
    for (const line of lines) {
      await line.repeat(Array.from({ length: 20 }, () => 1 + chance.below(20)));
    }
  }

  const faults: readonly (readonly [string, () => Promise<void>])[] = [
    ['kill acquisition', () => killAndRestart('acquisition')],
    ['kill acquisition', () => killAndRestart('acquisition')],
    ['kill acquisition', () => killAndRestart('acquisition')],
    ['kill detection', () => killAndRestart('detection')],
    ['kill detection', () => killAndRestart('detection')],
    ['kill detection', () => killAndRestart('detection')],
    ['pause acquisition', () => pausePastLease('acquisition')],
    ['pause detection', () => pausePastLease('detection')],
    ['kill the broker', () => plant.restartNats()],
    ['kill the broker', () => plant.restartNats()],
    ['lose the broker’s store', () => plant.restartNats({ wipe: true })],
    ['cut every database connection', cutDatabase],
    ['cut every database connection', cutDatabase],
    ['repeat messages', repeatMessages],
    ['repeat messages', repeatMessages],
  ];

  async function sendThroughFaults(): Promise<void> {
    const all = messages();
    const order = chance.shuffled(faults);
    const share = Math.ceil(all.length / (order.length + 1));
    for (const [index, [name, strike]] of order.entries()) {
      for (const { line, readings } of all.slice(index * share, (index + 1) * share)) {
        line.send(readings);
      }
      process.stdout.write(`  ${Math.round(performance.now() / 1000)} s: ${name}\n`);
      await strike();
    }
    for (const { line, readings } of all.slice(order.length * share)) line.send(readings);
  }

  async function untilSettled(): Promise<void> {
    await eventually(
      'every message confirmed',
      () => lines.every((l) => l.unconfirmed === 0),
      MINUTES,
    );
    await eventually(
      'detection to have caught up with the readings log',
      async () => {
        const [row] = await rows<{ behind: number; waiting: number }>(
          `SELECT (SELECT sum(last_seq) FROM acquisition.readings_log)::int
                - (SELECT sum(log_seq) FROM detection.partition_position)::int AS behind,
                  (SELECT count(*) FROM acquisition.outbox WHERE published_at IS NULL)::int
                + (SELECT count(*) FROM detection.outbox WHERE published_at IS NULL)::int AS waiting`,
        );
        return row?.behind === 0 && row.waiting === 0;
      },
      MINUTES,
    );
  }

  /** What must have been found and learnt: the same code over the readings log, in its order. */
  async function uninterrupted(): Promise<{
    anomalies: string[];
    shadows: string[];
    states: Map<string, Uint8Array>;
  }> {
    const log = await rows<{ body: string }>(
      `SELECT DISTINCT ON (subject, log_seq) body,
              subject, (body::json -> 'data' ->> 'logSeq')::int AS log_seq
       FROM acquisition.outbox WHERE subject LIKE 'readings.%' ORDER BY subject, log_seq`,
    );
    const watches = new Map<string, EquipmentWatch>();
    const found: string[] = [];
    const shadows: string[] = [];
    const states = new Map<string, Uint8Array>();
    for (const { body } of log) {
      const { data } = JSON.parse(body) as CloudEvent<ReadingsRecorded>;
      for (const [row, value] of data.value.entries()) {
        const sensor = data.sensors[data.sensor[row] ?? -1];
        if (!sensor) throw new Error('uneven columns');
        const watch =
          watches.get(sensor.equipmentId) ?? new EquipmentWatch(undefined, undefined, ways);
        watches.set(sensor.equipmentId, watch);
        const reading = {
          measuredAtMs: data.measuredAt[row] ?? 0,
          value,
          quality: 'good',
          recordedAtMs: data.recordedAt,
        } as const;
        for (const { sensor: shown, happening } of watch.observe(sensor, reading, [])) {
          if ('shadow' in happening) {
            const ended = happening.kind.endsWith('expired') ? 'ended' : 'began';
            shadows.push(
              `${shown.sensorId} ${happening.shadow ?? ''} ${ended}@${happening.measuredAt}`,
            );
          } else if (happening.kind === 'anomaly_detected') {
            found.push(`${shown.sensorId}@${happening.measuredAt} ${happening.severity} sensor`);
          } else if (happening.kind === 'machine_anomaly_detected') {
            found.push(`${shown.sensorId}@${happening.measuredAt} ${happening.severity} equipment`);
          } else if (happening.kind === 'sensor_fault_detected') {
            found.push(`${shown.sensorId}@${happening.measuredAt} ${happening.fault}`);
          }
        }
      }
    }
    for (const [equipmentId, watch] of watches) states.set(equipmentId, watch.toBytes());
    for (const { id, equipmentId } of sensors) {
      const bytes = watches.get(equipmentId)?.sensorBytes(id);
      if (bytes) states.set(id, bytes);
    }
    return { anomalies: found.sort(), shadows: shadows.sort(), states };
  }

  it(
    'are each recorded once, and watched once, in order',
    async () => {
      process.stdout.write(`  TEST_SEED=${chance.seed}\n`);
      await sendThroughFaults();
      await untilSettled();

      const stored = await rows<{ reading: string }>(
        `SELECT sensor_id || '@' || (extract(epoch FROM measured_at) * 1000)::bigint || '=' || value
           AS reading FROM acquisition.reading`,
      );
      const sent = sensors.flatMap(({ id, readings }) =>
        readings.map(({ at, value }) => `${id}@${at}=${value}`),
      );
      expect(stored.map((each) => each.reading).sort()).toEqual(sent.sort());

      const gaps = await rows(
        `SELECT subject FROM (
           SELECT DISTINCT subject, (body::json -> 'data' ->> 'logSeq')::int AS log_seq
           FROM acquisition.outbox WHERE subject LIKE 'readings.%'
         ) AS log GROUP BY subject HAVING count(*) <> max(log_seq) OR min(log_seq) <> 1`,
      );
      expect(gaps).toEqual([]);

      const anomalies = await rows<{ anomaly: string }>(
        `SELECT sensor_id || '@' || (extract(epoch FROM measured_at) * 1000)::bigint
           || ' ' || severity || ' ' || kind AS anomaly FROM detection.anomaly
         UNION ALL
         SELECT sensor_id || '@' || (extract(epoch FROM measured_at) * 1000)::bigint
           || ' ' || kind FROM detection.sensor_fault`,
      );
      const { anomalies: expected, shadows, states } = await uninterrupted();
      // Seldom none: after a lost store readings come late, and late ones drive no detector.
      expect(anomalies.map((each) => each.anomaly).sort()).toEqual(expected);

      const silent = await rows<{ began: string; ended: string | null }>(
        `SELECT sensor_id || ' ' || version_id || ' began@'
             || (extract(epoch FROM began_at) * 1000)::bigint AS began,
           sensor_id || ' ' || version_id || ' ended@'
             || (extract(epoch FROM ended_at) * 1000)::bigint AS ended
         FROM detection.shadow_episode`,
      );
      // What became more severe began before.
      const instants = silent.flatMap(({ began, ended }) =>
        ended === null ? [began] : [began, ended],
      );
      expect(shadows).toEqual(expect.arrayContaining(instants));
      expect(instants.filter((each) => each.includes('ended')).sort()).toEqual(
        shadows.filter((each) => each.includes('ended')),
      );

      const learnt = await rows<{ id: string; state: Buffer }>(
        `SELECT sensor_id AS id, state FROM detection.detector_state
         UNION ALL SELECT equipment_id, state FROM detection.equipment_state`,
      );
      expect(learnt.map(({ id }) => id).sort()).toEqual([...states.keys()].sort());
      const differing = learnt.filter(
        ({ id, state }) => Buffer.compare(state, states.get(id) ?? new Uint8Array()) !== 0,
      );
      expect(differing.map(({ id }) => id)).toEqual([]);

      const told = await rows<{ id: string; anomaly: string }>(
        `SELECT body::json ->> 'id' AS id, coalesce(body::json -> 'data' ->> 'anomalyId', body::json -> 'data' ->> 'faultId') AS anomaly
         FROM detection.outbox WHERE body::json ->> 'type' = ANY($1)`,
        [[AnomalyDetected, SensorFaultDetected].map((each) => eventContractOf(each).type)],
      );
      expect(new Set(told.map((each) => each.id)).size).toBe(anomalies.length);
      expect(new Set(told.map((each) => each.anomaly)).size).toBe(told.length);

      const [doubles] = await rows<{ corrections: number }>(
        'SELECT count(*)::int AS corrections FROM acquisition.reading_correction',
      );
      expect(doubles).toEqual({ corrections: 0 });
      expect(replicas.filter((each) => each.diedByItself)).toEqual([]);
      process.stdout.write(
        `  ${faults.length} faults, ${stored.length} readings of ${sensors.length} sensors, ` +
          `${anomalies.length} anomalies; 0 lost, 0 doubled\n`,
      );
    },
    4 * MINUTES,
  );
});
