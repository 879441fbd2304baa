import type { Connectivity, Health, HeldFacet, OperatingState } from '@libs/contracts';
import type { Facets } from './equipment-status.js';

/** What stands behind the facets: what agents found, and which facets a person keeps as he said. */
export interface Standing {
  /** What acquisition said last. */
  readonly heardConnectivity: Connectivity | null;
  /** What the open cases come to; null while there never was one. */
  readonly caseHealth: CaseHealth | null;
  /** What it was doing before it went down. */
  readonly operatingWhenUp: OperatingState | null;
  readonly held: readonly HeldFacet[];
}

export type CaseHealth = Extract<Health, 'normal' | 'watch' | 'degraded' | 'critical'>;

export const isDown = (state: OperatingState): boolean =>
  state === 'scheduled_down' || state === 'unscheduled_down';

const isUnderWay = ({ work }: Facets): boolean => work === 'preventive' || work === 'corrective';

/** Critical trouble that stopped the machine is a failure; work that stopped it is none. */
function assessed(before: Facets, now: Facets, standing: Standing): Health {
  const { caseHealth, heardConnectivity } = standing;
  if (caseHealth === null) {
    const isWatched = heardConnectivity !== null && before.health === 'unknown';
    return isWatched ? 'normal' : before.health;
  }
  const isStopped = caseHealth === 'critical' && now.operating === 'unscheduled_down';
  const byItself = before.health === 'failed' || !isUnderWay(now);
  return isStopped && byItself ? 'failed' : caseHealth;
}

/** The facets and their standing after somebody asked for some facets, or an agent found something. */
export function settle(
  before: Facets & Standing,
  asked: Partial<Facets>,
  found: Partial<Standing>,
): { facets: Facets; standing: Standing } {
  const now: Facets = { ...before, ...asked };
  const goesDown = isDown(now.operating) && !isDown(before.operating);
  const standing: Standing = {
    heardConnectivity: found.heardConnectivity ?? before.heardConnectivity,
    caseHealth: found.caseHealth ?? before.caseHealth,
    operatingWhenUp: goesDown ? before.operating : before.operatingWhenUp,
    held: found.held ?? before.held,
  };
  const { lifecycle, operating, work } = now;
  const connectivity = standing.held.includes('connectivity')
    ? now.connectivity
    : (standing.heardConnectivity ?? now.connectivity);
  const health = standing.held.includes('health') ? now.health : assessed(before, now, standing);
  return { facets: { lifecycle, operating, connectivity, health, work }, standing };
}

/** Which facets a person keeps, once he said some and let go of others. */
export function heldAfter(
  held: readonly HeldFacet[],
  said: readonly HeldFacet[],
  released: readonly HeldFacet[],
): readonly HeldFacet[] {
  const all = new Set([...held, ...said]);
  for (const facet of released) all.delete(facet);
  return [...all].sort();
}
