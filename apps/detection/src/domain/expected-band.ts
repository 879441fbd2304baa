import type { BandPoint } from '@libs/contracts';
import { StreamingDetector } from '@libs/detectors';
import { SensorWatch, type Reading } from '@libs/watch';

interface Judged {
  readonly atMs: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly score: number;
}

/** What the detector of a sensor expected of each of its readings, by that detector and in order. */
export class ExpectedBand {
  private readonly detector = new StreamingDetector();
  /** Says which readings drive a detector at all, and whether the sensor may be believed. */
  private readonly watch = SensorWatch.fresh();
  private readonly judged: Judged[] = [];

  constructor(private readonly fromMs: number) {}

  observe(reading: Reading): void {
    const takes = this.watch.takes(reading);
    this.watch.observe(reading, { limits: [] });
    if (!takes || this.watch.faulty) return;
    const { measuredAtMs: atMs, value } = reading;
    const { expected, sustained: score } = this.detector.observe(atMs, value);
    if (atMs < this.fromMs) return;
    const [low, high] = [expected?.low ?? null, expected?.high ?? null];
    this.judged.push({ atMs, value, low, high, score });
  }

  /** At most so many points, each standing for as many readings; the last of them gives its value. */
  points(most: number): { readingsPerPoint: number; points: BandPoint[] } {
    const readingsPerPoint = Math.max(1, Math.ceil(this.judged.length / most));
    const points: BandPoint[] = [];
    for (let start = 0; start < this.judged.length; start += readingsPerPoint) {
      const group = this.judged.slice(start, start + readingsPerPoint);
      const last = group.at(-1);
      if (last) points.push(pointOf(last, Math.max(...group.map(({ score }) => score))));
    }
    return { readingsPerPoint, points };
  }
}

function pointOf({ atMs, value, low, high }: Judged, score: number): BandPoint {
  const baseline = low === null || high === null ? null : (low + high) / 2;
  return { at: new Date(atMs).toISOString(), value, baseline, low, high, score };
}
