import { Injectable } from '@nestjs/common';
import { ReadHistory, type ReadingsHistory, type RecordedSensor } from '@libs/contracts';
import { RequestClient, type Caller } from '@libs/messaging';
import type { Reading } from '@libs/watch';

/** A stored reading with its sensor. */
export interface StoredReading {
  readonly sensor: RecordedSensor;
  readonly reading: Reading;
}

/** What of a machine is to be read. */
export interface Stretch {
  readonly equipmentId: string;
  readonly sensorId?: string;
  readonly from: Date;
  readonly to: Date;
}

/** Few enough that live readings do not wait noticeably for a page to be judged. */
const ROWS = 2000;

/** What acquisition recorded, page after page in event time. */
@Injectable()
export class StoredReadings {
  constructor(private readonly requests: RequestClient) {}

  async *read({ from, to, ...of }: Stretch, caller: Caller): AsyncGenerator<StoredReading[]> {
    let next: string | null = from.toISOString();
    while (next !== null) {
      const window = { from: next, to: to.toISOString(), atMost: ROWS };
      const page: ReadingsHistory = await this.requests.ask(
        ReadHistory,
        { ...of, ...window },
        caller,
      );
      yield rowsOf(page);
      next = page.next;
    }
  }
}

const rowsOf = (page: ReadingsHistory): StoredReading[] =>
  page.value.flatMap((value, row) => {
    const sensor = page.sensors[page.sensor[row] ?? -1];
    const measuredAtMs = page.measuredAt[row];
    const quality = page.quality[row];
    const recordedAtMs = page.recordedAt[row];
    if (!sensor || measuredAtMs === undefined || !quality || recordedAtMs === undefined) return [];
    return [{ sensor, reading: { measuredAtMs, value, quality, recordedAtMs } }];
  });
