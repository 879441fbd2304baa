import type { TrailReport } from './verify-all.js';

/** What the verification found out. */
export interface Summary {
  readonly intact: boolean;
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly trails: readonly TrailReport[];
}

export function summaryOf(trails: readonly TrailReport[], seconds: number): Summary {
  const rows = trails.reduce((sum, each) => sum + each.rows, 0);
  return {
    intact: trails.every((each) => !each.broken),
    rows,
    seconds: Math.round(seconds * 1000) / 1000,
    rowsPerSecond: Math.round(rows / Math.max(seconds, 0.001)),
    trails,
  };
}

function lineOf({ tenantId, rows, head, signedHeads, broken }: TrailReport): string {
  if (!broken) {
    return `tenant ${tenantId}: intact, ${rows} rows, ${signedHeads} signed heads, head ${head.hash}`;
  }
  const event = broken.eventId === null ? '' : ` (event ${broken.eventId})`;
  return `tenant ${tenantId}: BROKEN at row ${broken.seq}${event}: ${broken.what}`;
}

export function asText({ trails, rows, seconds, rowsPerSecond, intact }: Summary): string {
  const verdict = intact ? 'all intact' : 'NOT INTACT';
  return [
    ...trails.map(lineOf),
    `${trails.length} trails, ${rows} rows in ${seconds} s (${rowsPerSecond} rows/s): ${verdict}`,
  ].join('\n');
}
