import { HEALTHS, type Health, type PlanDefinition, type PlanTrigger } from '@libs/contracts';
import { hearFinding, type InspectionNews } from './hear-finding.js';
import { hearPrediction, type PredictionNews } from './hear-prediction.js';
import type { Holding, Standing } from './plan-at-equipment.js';

/** Something that was learnt of an equipment. */
export type News =
  | { readonly kind: 'value'; readonly sensorKey: string; readonly value: number }
  | { readonly kind: 'health'; readonly health: Health }
  | { readonly kind: 'event'; readonly event: string }
  | PredictionNews
  | InspectionNews;

type ConditionNews = Extract<News, { kind: 'value' | 'health' }>;
type Verdict = 'holds' | 'ended' | 'between';

/** Takes news into a plan's standing: conditions begin and end, events are counted. */
export function hearNews(
  standing: Standing,
  { triggers }: PlanDefinition,
  news: News,
  at: number,
): Standing {
  const next = { ...standing, holding: { ...standing.holding }, heard: { ...standing.heard } };
  triggers.forEach((trigger, index) => {
    if (news.kind === 'event') {
      if (trigger.kind === 'event' && trigger.event === news.event) {
        next.heard[index] = countEvent(next.heard[index] ?? [], trigger, at, standing.since);
      }
      return;
    }
    const holding = hold(next.holding[index], trigger, news, { at, since: standing.since });
    if (holding) next.holding[index] = holding;
    else next.holding = without(next.holding, String(index));
  });
  return next;
}

const without = <T>(values: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));

function countEvent(
  heard: readonly number[],
  { times = 1, gapHours = 0 }: PlanTrigger,
  at: number,
  since: number,
): number[] {
  if (at < since + gapHours * 3_600_000) return [...heard];
  return [...heard, at].sort((a, b) => a - b).slice(-times);
}

function hold(
  known: Holding | undefined,
  trigger: PlanTrigger,
  news: Exclude<News, { kind: 'event' }>,
  when: { readonly at: number; readonly since: number },
): Holding | undefined {
  switch (news.kind) {
    case 'prediction':
      return trigger.kind === 'prediction' ? hearPrediction(known, trigger, news, when.at) : known;
    case 'inspection':
      return trigger.kind === 'inspection' ? hearFinding(known, trigger, news, when) : known;
    case 'value':
    case 'health': {
      const verdict = judge(trigger, news);
      if (verdict === 'ended') return undefined;
      return verdict === 'holds' ? (known ?? { since: when.at, answered: false }) : known;
    }
  }
}

/** Between limit and release a condition stays as it was: what wavers there does not count. */
function judge(trigger: PlanTrigger, news: ConditionNews): Verdict {
  if (trigger.kind === 'condition' && news.kind === 'value') {
    if (trigger.sensorKey !== news.sensorKey) return 'between';
    const sign = trigger.direction === 'below' ? -1 : 1;
    const { limit = 0, release = limit } = trigger;
    if (sign * news.value > sign * limit) return 'holds';
    return sign * news.value <= sign * release ? 'ended' : 'between';
  }
  if (trigger.kind === 'health' && news.kind === 'health' && news.health !== 'unknown') {
    const { health = 'failed', healthRelease = 'normal' } = trigger;
    const now = HEALTHS.indexOf(news.health);
    if (now >= HEALTHS.indexOf(health)) return 'holds';
    return now <= HEALTHS.indexOf(healthRelease) ? 'ended' : 'between';
  }
  return 'between';
}

/** When a condition came to ask for work; null while it does not. */
export function conditionDueAt(
  holding: Holding | undefined,
  { gapHours = 0 }: PlanTrigger,
  since: number,
): number | null {
  if (!holding) return null;
  const gapEnds = since + gapHours * 3_600_000;
  // What the last work did not end is worked on again only where a gap says when.
  if (holding.answered) return gapHours > 0 ? gapEnds : null;
  return Math.max(holding.since, gapEnds);
}

/** When the last of the counted events happened; null while there are too few. */
export function eventsDueAt(heard: readonly number[], trigger: PlanTrigger): number | null {
  const { times = 1, withinHours } = trigger;
  const last = heard.at(-1);
  const first = heard.at(-times);
  if (last === undefined || first === undefined || heard.length < times) return null;
  const within = withinHours === undefined || last - first <= withinHours * 3_600_000;
  return within ? last : null;
}
