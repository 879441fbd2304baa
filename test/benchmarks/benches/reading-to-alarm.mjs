/**
 * How long from publishing a reading that breaks a limit until its alarm is seen over REST, at the
 * load of whatever `npm start` runs now.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { connect, credsAuthenticator } from '@nats-io/transport-node';
import { figures } from '../figures.mjs';

const MACHINES = 20;
const SAMPLES = 200;
const GIVE_UP_MS = 10_000;

const readState = (file) =>
  JSON.parse(readFileSync(join(process.env.MILLWRIGHT_STATE ?? '.millwright', file), 'utf8'));

const openApi = async ({ apiUrl, adminUser }, password) => {
  const call = async (method, path, body, token) => {
    const response = await fetch(`${apiUrl}/api/v1${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, data: (await response.json()).data };
  };
  const { data } = await call('POST', '/auth/login', { username: adminUser, password });
  return {
    get: async (path) => (await call('GET', path, undefined, data.accessToken)).data,
    post: async (path, body) => (await call('POST', path, body, data.accessToken)).data,
  };
};

const prepare = async (api, run) => {
  const machines = [];
  for (let index = 0; index < MACHINES; index += 1) {
    const code = `BENCH-${run}-${index}`;
    const equipment = { code, name: code, class: 'benchmark', criticality: 'D' };
    const { id: equipmentId } = await api.post('/equipment', equipment);
    const sensor = `${code}.value`;
    const draft = { code: sensor, key: 'value', unit: '1' };
    const { id } = await api.post(`/equipment/${equipmentId}/sensors`, draft);
    const limit = { kind: 'high', threshold: 10, deadband: 1, severity: 'low' };
    await api.post(`/sensors/${id}/limits`, limit);
    machines.push({ equipmentId, sensor });
  }
  return machines;
};

const until = async (holds) => {
  const deadline = performance.now() + GIVE_UP_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('An alarm did not come within 10 s.');
    await pause(5);
  }
};

async function measure() {
  const running = readState('running.json');
  const api = await openApi(running, readState('secrets.json').adminPassword);
  const { creds } = await api.post('/device-credentials', { gateway: 'bench' });
  const connection = await connect({
    servers: new URL(running.natsUrl).host,
    authenticator: credsAuthenticator(Buffer.from(creds)),
    inboxPrefix: `_INBOX.devices.${running.tenantId}.bench`,
  });
  const stream = jetstream(connection);
  const run = randomUUID().slice(0, 8).toUpperCase();
  const machines = await prepare(api, run);
  const send = ({ sensor }, value) =>
    stream.publish(
      `ingest.${running.tenantId}.bench`,
      JSON.stringify({ readings: [{ sensor, at: Date.now(), value }] }),
    );
  const alarmOf = async ({ equipmentId }) =>
    (await api.get(`/alarms?equipmentId=${equipmentId}`))[0];

  const times = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const machine = machines[sample % MACHINES];
    const count = Math.floor(sample / MACHINES) + 1;
    const startedAt = performance.now();
    await send(machine, 11);
    await until(async () => {
      const alarm = await alarmOf(machine);
      return alarm?.active && alarm.count === count;
    });
    times.push(performance.now() - startedAt);
    await pause(2);
    await send(machine, 5);
    await until(async () => !(await alarmOf(machine)).active);
  }
  const { readingsPerSecond } = await api.get('/overview');
  await connection.close();
  return { ...figures(times), readingsPerSecond };
}

export const bench = {
  name: 'reading-to-alarm',
  what: 'reading published to alarm visible over REST, ms, against what npm start runs',
  run: measure,
};
