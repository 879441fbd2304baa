import { checkReading, type KnownSensor } from './check-reading.js';
import type { SentReading } from './gateway-message.js';

const NOW = Date.parse('2026-11-21T08:00:00Z');
const CLOCK = { now: NOW, earliest: Date.parse('2000-01-01T00:00:00Z'), aheadMs: 300_000 };
const SENSOR: KnownSensor = {
  sensorId: 's',
  equipmentId: 'e',
  code: 'P-1.vibration',
  key: 'vibration',
  unit: 'mm/s',
  kind: 'gauge',
  rangeMin: 0,
  rangeMax: 50,
};
const aReading = (fields: Partial<SentReading> = {}): SentReading => ({
  index: 3,
  sensor: 'P-1.vibration',
  measuredAt: NOW,
  value: 4,
  quality: 'good',
  ...fields,
});

describe('TEL-04: checking a reading', () => {
  it.each<[string, Partial<SentReading>, string]>([
    ['at the lower end of the range', { value: 0 }, 'good'],
    ['at the upper end of the range', { value: 50 }, 'good'],
    ['below the range', { value: -0.01 }, 'bad'],
    ['above the range', { value: 50.01 }, 'bad'],
    ['that the gateway doubts', { quality: 'uncertain' }, 'uncertain'],
    ['at the earliest instant', { measuredAt: CLOCK.earliest }, 'good'],
    ['just not too far ahead', { measuredAt: NOW + 300_000 }, 'good'],
  ])('keeps one %s', (_, fields, quality) => {
    expect(checkReading(aReading(fields), SENSOR, CLOCK)).toMatchObject({ quality });
  });

  it('takes another spelling of the unit that it is kept in', () => {
    const warm = { ...SENSOR, unit: 'Cel' };
    expect(checkReading(aReading({ unit: '°C' }), warm, CLOCK)).toMatchObject({ quality: 'good' });
  });

  it.each<[string, Partial<SentReading>, KnownSensor | undefined, RegExp]>([
    ['of an unknown sensor', {}, undefined, /not registered/],
    ['in another unit', { unit: 'in/s' }, SENSOR, /in\/s.*mm\/s/],
    [
      'from before any clock was set',
      { measuredAt: CLOCK.earliest - 1 },
      SENSOR,
      /clock was not set/,
    ],
    ['from the future', { measuredAt: NOW + 300_001 }, SENSOR, /300 s ahead/],
  ])('refuses one %s, naming its place', (_, fields, sensor, reason) => {
    const refused = checkReading(aReading(fields), sensor, CLOCK);
    expect(refused).toMatchObject({ index: 3, reason: expect.stringMatching(reason) as string });
  });
});
