import type { PlanTrigger } from '@libs/contracts';
import type { Holding } from './plan-at-equipment.js';

/** How likely a failure is; the probability is null where nobody can tell. */
export interface PredictionNews {
  readonly kind: 'prediction';
  readonly predictionId: string;
  readonly failureMode: string;
  readonly horizonHours: number;
  readonly probability: number | null;
}

/**
 * A failure within a shorter time is one within the trigger's time too, and one that is unlikely
 * within a longer time is so within the trigger's: so also predictions for other horizons count.
 * The condition holds while any failure mode that it is about is over the limit.
 */
export function hearPrediction(
  known: Holding | undefined,
  trigger: PlanTrigger,
  news: PredictionNews,
  at: number,
): Holding | undefined {
  const { failureMode = news.failureMode, withinHours = 0, limit = 1, release = limit } = trigger;
  const { probability, horizonHours } = news;
  if (probability === null || failureMode !== news.failureMode) return known;
  const modes = (known?.modes ?? []).filter((mode) => mode !== news.failureMode);
  if (horizonHours <= withinHours && probability > limit) {
    const over = { modes: [...modes, news.failureMode].sort() };
    const begun = known ?? { since: at, answered: false };
    const by = known && !known.answered ? known.by : news.predictionId;
    return { ...begun, ...over, ...(by !== undefined && { by }) };
  }
  const isOver = horizonHours >= withinHours && probability <= release;
  if (!known || !isOver) return known;
  return modes.length > 0 ? { ...known, modes } : undefined;
}
