import type { Happening } from './happening.js';

interface Found {
  readonly sensor: { readonly key: string };
  readonly happening: Happening;
}

const LIVE = '';

/** Which sensors of a machine have an episode of their own, the oldest first, for the machine's to join. */
export class OpenEpisodes {
  private readonly keys: Map<string, readonly string[]>;

  constructor(live: readonly string[] = [], shadows: readonly [string, string[]][] = []) {
    this.keys = new Map([[LIVE, live], ...shadows]);
  }

  /** Keys of sensors: of what is told, and of each version in shadow. */
  get saved(): { open: string[]; shadows?: [string, string[]][] } {
    const shadows = [...this.keys].filter(([version, keys]) => version !== LIVE && keys.length > 0);
    const saved = shadows.map(([version, keys]): [string, string[]] => [version, [...keys]]);
    return { open: [...this.of(LIVE)], ...(saved.length > 0 && { shadows: saved }) };
  }

  first(version = LIVE): string | null {
    return this.of(version)[0] ?? null;
  }

  follow(found: readonly Found[]): void {
    for (const { sensor, happening } of found) {
      const { kind } = happening;
      if (kind !== 'anomaly_detected' && kind !== 'anomaly_expired') continue;
      const { shadow: version = LIVE } = happening;
      const open = this.of(version);
      const known = open.includes(sensor.key);
      const began = kind === 'anomaly_detected' && happening.joins === null;
      if (kind === 'anomaly_expired')
        this.keep(
          version,
          open.filter((key) => key !== sensor.key),
        );
      else if (began && !known) this.keep(version, [...open, sensor.key]);
    }
  }

  private of(version: string): readonly string[] {
    return this.keys.get(version) ?? [];
  }

  private keep(version: string, keys: readonly string[]): void {
    if (keys.length === 0 && version !== LIVE) this.keys.delete(version);
    else this.keys.set(version, keys);
  }
}
