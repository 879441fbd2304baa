import { setTimeout as pause } from 'node:timers/promises';
import { list, type ApiClient } from '../../plant-simulator/src/registry/index.js';

const kinds = [
  ['alarm', '/api/v1/alarms'],
  ['work order', '/api/v1/work-orders'],
] as const;

/** Prints the equipment's alarms and work orders as they come and change, for a bounded time. */
export async function follow(
  api: ApiClient,
  equipmentId: string,
  forMs: number,
  print: (line: string) => void,
  stop: AbortSignal,
): Promise<void> {
  const shown = new Map<string, string>();
  const endsAt = Date.now() + forMs;
  do {
    for (const [kind, path] of kinds) {
      for (const row of await list(api, `${path}?equipmentId=${encodeURIComponent(equipmentId)}`)) {
        const line = `${kind} ${describe(row)}`;
        const key = `${kind} ${String(row['id'])}`;
        if (shown.get(key) !== line) print(line);
        shown.set(key, line);
      }
    }
    await pause(1000, undefined, { signal: stop }).catch(() => undefined);
  } while (Date.now() < endsAt && !stop.aborted);
  const count = (kind: string) => [...shown.keys()].filter((key) => key.startsWith(kind)).length;
  print(`${count('alarm')} alarms, ${count('work order')} work orders`);
}

/** The plain values of a row, which says enough whatever fields it has. */
function describe(row: Readonly<Record<string, unknown>>): string {
  return Object.entries(row)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .filter(([name]) => !/^(equipmentId|tenantId|version|updatedAt)$/.test(name))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
