import type { TestPlant } from '@libs/testing';
import { tellingOf, Versions } from '@libs/watch';
import { v7 as uuidv7 } from 'uuid';
import { BUILT_IN } from '../../apps/detection/src/domain/versions/version.js';

const KEEN = { alertFrom: 0.4, alarmFrom: 0.45, calmReadings: 40 };

/** From which readings on a version is in shadow, tells people, and is rolled back; another is in shadow after it. */
export interface Decided {
  readonly shadowFromMs: number;
  readonly activeFromMs: number;
  readonly backFromMs: number;
}

const at = (ms: number | undefined): string | null =>
  ms === undefined ? null : new Date(ms).toISOString();

/** Decisions for readings of the past, which none made now would count for; answers what they mean. */
export async function decideVersions(
  { database: { admin }, tenantId }: TestPlant,
  { shadowFromMs, activeFromMs, backFromMs }: Decided,
): Promise<Versions> {
  const [keen, other] = [uuidv7(), uuidv7()];
  const add = (id: string, number: number, state: string, fromMs?: number, untilMs?: number) =>
    admin.query(
      `INSERT INTO detection.detector_version (tenant_id, id, kind, number, name, settings, state,
         author, shadow_from, shadow_until)
       VALUES ($1, $2, 'univariate', $3, 'test', $4, $5, 'tess', $6, $7)
       ON CONFLICT DO NOTHING`,
      [tenantId, id, number, number === 1 ? {} : KEEN, state, at(fromMs), at(untilMs)],
    );
  await add(BUILT_IN.univariate, 1, 'active');
  await add(keen, 2, 'retired', shadowFromMs, activeFromMs);
  await add(other, 3, 'shadow', activeFromMs);
  const decide = (decision: string, version: string, former: string, fromMs: number) =>
    admin.query(
      `INSERT INTO detection.detector_switch (tenant_id, id, kind, decision, version_id, former_id,
         from_at, comment, decided_by)
       VALUES ($1, $2, 'univariate', $3, $4, $5, $6, 'test', 'tess')`,
      [tenantId, uuidv7(), decision, version, former, at(fromMs)],
    );
  await decide('activated', keen, BUILT_IN.univariate, activeFromMs);
  await decide('rolled_back', BUILT_IN.univariate, keen, backFromMs);
  const kind = 'univariate' as const;
  const telling = tellingOf(KEEN);
  return new Versions(
    [
      { kind, fromMs: activeFromMs, telling },
      { kind, fromMs: backFromMs, telling: null },
    ],
    [
      { version: keen, kind, telling, fromMs: shadowFromMs, untilMs: activeFromMs },
      { version: other, kind, telling, fromMs: activeFromMs, untilMs: Infinity },
    ],
    'active',
  );
}
