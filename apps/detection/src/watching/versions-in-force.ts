import { Injectable } from '@nestjs/common';
import { tellingOf, Versions, type ShadowSpan, type Switch, type Ways } from '@libs/watch';
import { DetectionConfig } from '../detection.config.js';
import { DecidedRepository } from '../persistence/versions/decided.repository.js';
import { isBuiltIn } from '../domain/versions/version.js';

interface Known {
  readonly switches: Map<string, Switch>;
  readonly shadows: Map<string, ShadowSpan>;
  versions: Versions;
}

const FRESH_MS = 500;
/** A row's stamp is older than its commit by the length of its transaction. */
const OVERLAP_MS = 10_000;

/** The versions of every tenant, in memory for the readings path. */
@Injectable()
export class VersionsInForce {
  private readonly known = new Map<string, Known>();
  private readonly builtIn: Versions;
  private refreshedAt = 0;
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly decided: DecidedRepository,
    private readonly config: DetectionConfig,
  ) {
    this.builtIn = new Versions([], [], config.machineDetector);
  }

  /** Follows what is decided for a tenant, as of the last refresh. */
  of(tenantId: string): Ways {
    const now = (): Versions => this.known.get(tenantId)?.versions ?? this.builtIn;
    return { at: (atMs) => now().at(atMs), kindOf: (version) => now().kindOf(version) };
  }

  /** Takes over what changed, unless that was done just now. */
  async refresh(): Promise<void> {
    if (Date.now() - this.refreshedAt < FRESH_MS) return;
    this.refreshing ??= this.load().finally(() => (this.refreshing = undefined));
    await this.refreshing;
  }

  private async load(): Promise<void> {
    const startedAt = Date.now();
    const since = new Date(Math.max(0, this.refreshedAt - OVERLAP_MS));
    const { switches, shadows } = await this.decided.changedSince(since);
    const changed = new Set<Known>();
    for (const { tenantId, id, kind, from, versionId, settings } of switches) {
      const known = this.knownOf(tenantId);
      const telling = isBuiltIn(versionId) ? null : tellingOf(settings);
      known.switches.set(id, { kind, fromMs: from.getTime(), telling });
      changed.add(known);
    }
    for (const { tenantId, id: version, kind, settings, from, until } of shadows) {
      const known = this.knownOf(tenantId);
      const span = { fromMs: from.getTime(), untilMs: until?.getTime() ?? Infinity };
      known.shadows.set(version, { version, kind, telling: tellingOf(settings), ...span });
      changed.add(known);
    }
    for (const known of changed) {
      known.versions = new Versions(
        [...known.switches.values()],
        [...known.shadows.values()],
        this.config.machineDetector,
      );
    }
    this.refreshedAt = startedAt;
  }

  private knownOf(tenantId: string): Known {
    const known = this.known.get(tenantId) ?? {
      switches: new Map<string, Switch>(),
      shadows: new Map<string, ShadowSpan>(),
      versions: this.builtIn,
    };
    this.known.set(tenantId, known);
    return known;
  }
}
