import { PARTITIONS, partitionOf } from '@libs/contracts';
import fc from 'fast-check';
import { foldIntoBatches, withoutRepeats, type ReadingToRecord } from './fold-readings.js';

const aReading = (
  equipment: number,
  sensor: number,
  measuredAt: number,
  value = 1,
): ReadingToRecord => ({
  sensor: {
    sensorId: `sensor-${equipment}-${sensor}`,
    equipmentId: `equipment-${equipment}`,
    code: '',
    key: 'vibration',
    unit: 'mm/s',
    kind: 'gauge',
    rangeMin: null,
    rangeMax: null,
  },
  measuredAt,
  value,
  quality: 'good',
  correlationId: `correlation-${measuredAt % 3}`,
});

describe('folding readings into batches of the log', () => {
  it('keeps every reading once, in its equipment’s partition, each sensor’s in order of time', () => {
    const small = fc.integer({ min: 0, max: 20 });
    const readings = fc.array(fc.tuple(small, small, fc.integer({ min: 0, max: 1e6 })));
    fc.assert(
      fc.property(readings, (tuples) => {
        const sent = withoutRepeats(tuples.map((tuple) => aReading(...tuple)));
        const batches = foldIntoBatches(sent);
        const rows = batches.flatMap((batch) =>
          batch.value.map((_, row) => ({
            partition: batch.partition,
            sensor: batch.sensors[batch.sensor[row] ?? -1],
            correlation: batch.correlations[batch.correlation[row] ?? -1],
            at: batch.measuredAt[row] ?? -1,
          })),
        );
        const identity = (sensorId: string, at: number): string => `${sensorId}@${at}`;
        expect(rows.map((row) => identity(row.sensor?.sensorId ?? '', row.at)).sort()).toEqual(
          sent.map((each) => identity(each.sensor.sensorId, each.measuredAt)).sort(),
        );
        for (const row of rows) {
          expect(row.partition).toBe(
            partitionOf(row.sensor?.equipmentId ?? '', PARTITIONS.READINGS),
          );
          expect(row.correlation).toBe(`correlation-${row.at % 3}`);
        }
        for (const batch of batches) {
          expect(batch.measuredAt).toEqual([...batch.measuredAt].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('takes the last value sent for a sensor and instant', () => {
    const kept = withoutRepeats([aReading(1, 1, 5, 1), aReading(1, 1, 5, 2)]);
    expect(kept.map((each) => each.value)).toEqual([2]);
  });
});
