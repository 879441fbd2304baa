import { Injectable } from '@nestjs/common';
import type { VersionComparison } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { KnownHistory } from '../backtesting/known-history.js';
import { compareEpisodes, type KnownOfMachine } from '../domain/versions/compare-episodes.js';
import type { Version } from '../domain/versions/version.js';
import { BacktestRepository } from '../persistence/backtests/backtest.repository.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';
import { OperatorsRepository } from '../persistence/operators.repository.js';
import { EpisodeRepository } from '../persistence/versions/episode.repository.js';
import { VersionRepository } from '../persistence/versions/version.repository.js';

const LEAD_MS = 168 * 3_600_000;
const FAILURES_TOLD = 500;
/** As in an alarm policy that nobody has set. */
const USUAL_OPERATORS = 1;

/** Holds what a version in shadow would have told against what people were told meanwhile. */
@Injectable()
export class CompareVersion {
  constructor(
    private readonly versions: VersionRepository,
    private readonly episodes: EpisodeRepository,
    private readonly backtests: BacktestRepository,
    private readonly feedback: FeedbackRepository,
    private readonly history: KnownHistory,
    private readonly operators: OperatorsRepository,
  ) {}

  async compare(version: Version, caller: Caller, tx: Transaction): Promise<VersionComparison> {
    const { id: versionId, kind, shadowFrom: from } = version;
    if (!from) throw Refusal.conflict('The version has not been tried: put it into shadow first.');
    const operators = (await this.operators.find(tx)) ?? USUAL_OPERATORS;
    const to = new Date(Math.max(from.getTime(), (version.shadowUntil ?? new Date()).getTime()));
    const window = { from, to };
    const active = await this.versions.getActive(kind, tx);
    const watched = kind === 'univariate' ? 'sensor' : 'equipment';
    const compared = compareEpisodes({
      shadow: await this.episodes.wouldTell(versionId, window, tx),
      active: await this.episodes.told(watched, window, tx),
      known: await this.knownIn(window, caller, tx),
      windowMs: to.getTime() - from.getTime(),
      operators,
      leadMs: LEAD_MS,
    });
    return {
      ...{ versionId, activeVersionId: active.id, operators },
      ...{ from: from.toISOString(), to: to.toISOString() },
      ...compared,
      knownFailures: compared.knownFailures
        .slice(0, FAILURES_TOLD)
        .map(({ atMs, ...failure }) => ({ ...failure, at: new Date(atMs).toISOString() })),
      backtests: await this.backtests.finishedOf(versionId, tx),
    };
  }

  private async knownIn(
    window: { readonly from: Date; readonly to: Date },
    caller: Caller,
    tx: Transaction,
  ): Promise<Map<string, KnownOfMachine>> {
    const judged = await this.feedback.judgedIn(window, tx);
    return this.history.byMachine(window, judged, caller);
  }
}
