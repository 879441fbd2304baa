import { eventually, plantSignal } from '@libs/testing';
import type { Answer, Walker } from '../walker.js';

const AT = '2026-03-01T00:00:00.000Z';
const MOST_READINGS = 1000;

export async function writeReadings(walker: Walker): Promise<void> {
  const sensor = (key: string, rest: object) => ({
    code: walker.another(`S.${key}`),
    key,
    ...rest,
  });
  const sensors = '/equipment/{id}/sensors';
  const made = async (body: object): Promise<void> => {
    const { data } = await walker.post(sensors, body);
    walker.know('/sensors', data?.id ?? '');
  };
  await made(sensor('hours', { unit: 'h', kind: 'counter' }));
  await walker.post('/sensors/{id}/epochs', { reason: 'reset', lastValue: 10, firstValue: 0 });
  await walker.remove('/sensors/{id}');
  const pressure = sensor('pressure', { unit: 'bar' });
  await made(pressure);
  await walker.patch('/sensors/{id}', { name: 'Pressure' });
  const limit = { kind: 'high', threshold: 10_000, severity: 'low' };
  const { data } = await eventually('the sensor to be known', async () => {
    const answer = await walker.client.send<Answer>(
      'POST',
      `/api/v1/sensors/${walker.idOf('/sensors')}/limits`,
      { body: limit },
    );
    return answer.status === 201 && answer.body;
  });
  walker.know('/limits', data?.id ?? '');
  await walker.remove('/limits/{id}');
  await walker.post('/sensors/{id}/limits', limit);
  const signal = plantSignal({
    ...{ kind: 'pressure', seed: 100, length: 3660, fault: { kind: 'doubling', at: 3600 } },
  });
  const code = pressure.code;
  const readings = signal.map(({ atMs, value }) => ({
    ...{ sensor: code, value, at: new Date(atMs).toISOString() },
  }));
  let sent: Answer = {};
  for (let from = 0; from < readings.length; from += MOST_READINGS) {
    sent = await walker.post('/readings', {
      readings: readings.slice(from, from + MOST_READINGS),
    });
  }
  walker.know('/traces', String(sent.data?.['correlationId']));
  await walker.post('/readings', { readings: [{ sensor: 'none', value: 1, at: AT }] });
  await walker.post('/equipment/{id}/telemetry', { fuelPercent: 50 });
  walker.know('/quarantine', (await walker.firstOf('/quarantine')).id);
  await walker.post('/quarantine/{id}/replay');
  await walker.firstOf('/anomalies');
  await walker.renew('/device-credentials', 'id', () => ({ gateway: walker.another('line') }));
}
