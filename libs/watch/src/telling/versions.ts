import type { DetectorKind } from '@libs/contracts';
import { USUAL_TELLING, type Telling } from './telling.js';
import type { InForce, MachineDetectorMode, ShadowWay, Way, Ways } from './ways.js';

/** A version that tells of what is measured from `fromMs` on, until the next switch of its kind. */
export interface Switch {
  readonly kind: DetectorKind;
  readonly fromMs: number;
  /** Null is the built-in version. */
  readonly telling: Telling | null;
}

/** A version in shadow, for readings measured from `fromMs` on and before `untilMs`. */
export interface ShadowSpan {
  readonly version: string;
  readonly kind: DetectorKind;
  readonly telling: Telling;
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly inForce: InForce;
}

/** The versions of a tenant: which of them tells, and which only would, at every instant. */
export class Versions implements Ways {
  private readonly edges: readonly number[];
  private readonly kinds: ReadonlyMap<string, DetectorKind>;
  private readonly stretches = new Map<number, Stretch>();
  private last: Stretch;

  /** `builtInMachines` is whether the built-in version tells of machines. */
  constructor(
    private readonly switches: readonly Switch[],
    private readonly shadows: readonly ShadowSpan[],
    private readonly builtInMachines: MachineDetectorMode,
  ) {
    const edges = [
      ...switches.map(({ fromMs }) => fromMs),
      ...shadows.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]),
    ];
    this.edges = [...new Set(edges)].filter(Number.isFinite).sort((a, b) => a - b);
    this.kinds = new Map(shadows.map(({ version, kind }) => [version, kind]));
    this.last = this.stretchAt(Number.NEGATIVE_INFINITY);
  }

  at(atMs: number): InForce {
    if (atMs < this.last.fromMs || atMs >= this.last.untilMs) this.last = this.stretchAt(atMs);
    return this.last.inForce;
  }

  kindOf(version: string): DetectorKind | undefined {
    return this.kinds.get(version);
  }

  private stretchAt(atMs: number): Stretch {
    const after = this.edges.findIndex((edge) => edge > atMs);
    const place = after < 0 ? this.edges.length : after;
    const known = this.stretches.get(place);
    if (known) return known;
    const fromMs = this.edges[place - 1] ?? Number.NEGATIVE_INFINITY;
    const untilMs = this.edges[place] ?? Number.POSITIVE_INFINITY;
    const stretch = { fromMs, untilMs, inForce: this.inForceAt(fromMs) };
    this.stretches.set(place, stretch);
    return stretch;
  }

  private inForceAt(atMs: number): InForce {
    const sensor = this.activeAt('univariate', atMs);
    const machine = this.activeAt('machine', atMs);
    const live: Way = {
      sensor: sensor ?? USUAL_TELLING,
      machine: machine ?? USUAL_TELLING,
      machines: machine ? 'active' : this.builtInMachines,
    };
    const inShadow = this.shadows.filter(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
    return { ...live, shadows: inShadow.map((span) => wayOf(span, live)) };
  }

  /** Null while it is the built-in version. */
  private activeAt(kind: DetectorKind, atMs: number): Telling | null {
    const past = this.switches.filter((each) => each.kind === kind && each.fromMs <= atMs);
    const newest = past.sort((a, b) => a.fromMs - b.fromMs).at(-1);
    return newest?.telling ?? null;
  }
}

/** A version of one kind beside what tells of the other. */
function wayOf(
  { version, kind, telling }: Pick<ShadowSpan, 'version' | 'kind' | 'telling'>,
  { sensor, machine, machines }: Way,
): ShadowWay {
  return kind === 'univariate'
    ? { version, sensor: telling, machine, machines }
    : { version, sensor, machine: telling, machines: 'active' };
}

/** A version of one kind for all time, beside whatever told of the other. */
export function inPlaceOf(ways: Ways, kind: DetectorKind, telling: Telling): Ways {
  let last: { readonly live: InForce; readonly inForce: InForce } | undefined;
  const at = (atMs: number): InForce => {
    const live = ways.at(atMs);
    if (last?.live !== live) {
      const way = wayOf({ version: '', kind, telling }, live);
      last = { live, inForce: { ...way, shadows: [] } };
    }
    return last.inForce;
  };
  return { at, kindOf: () => undefined };
}
