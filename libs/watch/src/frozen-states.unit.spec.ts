import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RecordedSensor } from '@libs/contracts';
import { MACHINE_SIGNALS, plantMachine } from '@libs/testing';
import { EquipmentWatch } from './equipment-watch.js';
import type { Limit } from './limits/limit.js';
import { tellingOf } from './telling/telling.js';
import { Versions } from './telling/versions.js';

/** What a watch had stored in the middle of a leak, and what that same watch told afterwards. */
interface Frozen {
  /** In base64. */
  readonly equipment: string;
  readonly sensors: Readonly<Record<string, string>>;
  /** Row, who was heard, who shows it, what, version in shadow, severity. */
  readonly told: readonly string[];
}

const STORED_BEFORE_ROW = 11_650;
const ROWS = 12_400;
const LEAK = { from: 11_500, until: 11_800 };

/** Written by the code of 2026-11-21, and never again: a state of today's detectors stays readable. */
const frozen = JSON.parse(
  gunzipSync(readFileSync(join(__dirname, '../frozen/pump.json.gz'))).toString(),
) as Frozen;

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

const stored = (): EquipmentWatch => {
  const telling = tellingOf({ alertFrom: 0.35, alarmFrom: 0.45, calmReadings: 30 });
  const shadows = (['univariate', 'machine'] as const).map((kind) => ({
    ...{ version: `keen ${kind}`, kind, telling, fromMs: 0, untilMs: Infinity },
  }));
  return new EquipmentWatch(
    bytes(frozen.equipment),
    (id) => bytes(frozen.sensors[id] ?? ''),
    new Versions([], shadows, 'active'),
  );
};

const high: Limit = {
  ...{ limitId: 'high current', kind: 'high', threshold: 57, deadband: 1, severity: 'high' },
  ...{ onDelayMs: 4000, offDelayMs: 4000 },
};

describe('a state that was stored before', () => {
  it('is read whole: stored again it is the same, byte for byte', () => {
    const watch = stored();

    expect(Buffer.from(watch.toBytes()).toString('base64')).toBe(frozen.equipment);
    for (const [id, state] of Object.entries(frozen.sensors)) {
      expect(Buffer.from(watch.sensorBytes(id)).toString('base64')).toBe(state);
    }
  });

  it('DET-03: is gone on from as by the code that stored it, so that nothing is learnt anew', () => {
    const watch = stored();
    const rows = plantMachine(4, ROWS, LEAK).slice(STORED_BEFORE_ROW);
    const told = rows.flatMap((values, after) =>
      MACHINE_SIGNALS.flatMap((key, place) => {
        const row = STORED_BEFORE_ROW + after;
        const sensor: RecordedSensor = {
          ...{ sensorId: `sensor of ${key}`, equipmentId: 'pump', key, unit: 'x', kind: 'gauge' },
        };
        const measuredAtMs = row * 2000 + place * 50;
        const reading = { measuredAtMs, value: values[place] ?? NaN, quality: 'good' } as const;
        const found = watch.observe(sensor, reading, key === 'current' ? [high] : []);
        return found.map(({ sensor: shown, happening }) => {
          const shadow = 'shadow' in happening ? happening.shadow : '';
          const severity = 'severity' in happening ? happening.severity : '';
          return [row, key, shown.key, happening.kind, shadow, severity].join(' | ');
        });
      }),
    );

    expect(told).toEqual(frozen.told);
    expect(told.length).toBeGreaterThan(0);
  });
});
