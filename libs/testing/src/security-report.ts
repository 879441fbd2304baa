import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves the counts of a check where `npm run security` gathers them. */
export function report(check: string, counts: Readonly<Record<string, number>>): void {
  const directory = process.env['SECURITY_REPORT_DIR'];
  if (!directory) return;
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${check}.json`), `${JSON.stringify(counts)}\n`);
}
