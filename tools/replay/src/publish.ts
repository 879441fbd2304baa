import { setTimeout as pause } from 'node:timers/promises';
import {
  maxReadingsPerMessage,
  type Gateway,
} from '../../plant-simulator/src/gateway-client/index.js';
import type { Channel } from './channels.js';
import type { Row } from './csv/read-rows.js';

const lingerMs = 200;

/** Sends every row through the gateway and returns how many readings that were; `speed` sets the pace by the rows' time. */
export async function publishRows(
  gateway: Gateway,
  rows: AsyncIterable<Row>,
  channels: readonly Channel[],
  speed: number | undefined,
  stop: AbortSignal,
): Promise<number> {
  const points: [number, number][][] = channels.map(() => []);
  const startedAt = Date.now();
  let firstAt: number | undefined;
  let heldSince = startedAt;
  let held = 0;
  let sent = 0;

  const flush = async () => {
    if (held === 0) return;
    await gateway.untilRoom();
    if (stop.aborted) return;
    const series = channels.map(({ sensor }, index) => ({ sensor, points: points[index] ?? [] }));
    gateway.send({ series: series.filter((one) => one.points.length > 0) });
    sent += held;
    held = 0;
    for (const index of points.keys()) points[index] = [];
  };

  for await (const { at, values } of rows) {
    firstAt ??= at;
    if (speed !== undefined) {
      const dueIn = startedAt + (at - firstAt) / speed - Date.now();
      if (dueIn > lingerMs || Date.now() - heldSince > lingerMs) await flush();
      await pauseLong(dueIn, stop);
    }
    if (stop.aborted) break;
    for (const [index, value] of values.entries()) {
      if (value === undefined) continue;
      if (held >= maxReadingsPerMessage) await flush();
      if (held === 0) heldSince = Date.now();
      points[index]?.push([at, value]);
      held += 1;
    }
  }
  await flush();
  return sent;
}

/** Timers take 24 days at most, and a file may have longer holes. */
async function pauseLong(ms: number, stop: AbortSignal): Promise<void> {
  for (let left = ms; left > 0 && !stop.aborted; left -= 86_400_000) {
    await pause(Math.min(left, 86_400_000), undefined, { signal: stop }).catch(() => undefined);
  }
}
