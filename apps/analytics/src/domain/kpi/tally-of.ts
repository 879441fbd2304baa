import type { HoldReason } from '@libs/contracts';
import type { Span } from '../timeline/timeline.js';
import { scaled } from './decimal.js';
import type { History, Production, Rates, Stretch } from './history.js';
import { add, noStates, noSums, type Sums, type Tally } from './tally.js';
import { countEnergy } from './count-energy.js';
import { countFailures } from './count-failures.js';
import { countFeedback } from './count-feedback.js';
import { countOccurrences } from './count-occurrences.js';
import { countWork } from './count-work.js';
import { within, overlapMs } from './stretch.js';

/**
 * What one piece of equipment's history comes to in a window that nothing later than now ends.
 * `now` may be later than the window: what was due in it may be done after it.
 */
export function tallyOf(history: History, window: Stretch, now = window.to): Tally {
  const sums = noSums();
  const stateMs = noStates();
  const downtimeByReason = new Map<string, bigint>();
  const waitingByReason = new Map<HoldReason, bigint>();
  sums.windowMs = BigInt(Math.max(0, window.to - window.from));
  sums.machineMs = sums.windowMs;

  history.spans.forEach((span) => {
    const ms = overlapMs(window, span);
    stateMs[span.state] += ms;
    if (span.source === 'assumed') sums.assumedMs += ms;
    if (ms > 0n && (span.state === 'unscheduled_down' || span.state === 'scheduled_down')) {
      add(downtimeByReason, span.reason, ms);
    }
    if (span.state === 'unscheduled_down') countDowntimeCost(span, history.rates, window, sums);
  });
  const covered = Object.values(stateMs).reduce((sum, ms) => sum + ms);
  stateMs.unknown += sums.windowMs - covered;
  countFailures(history, window, sums);
  countWork(history, window, sums, waitingByReason);
  countOccurrences(history.occurrences, window, now, sums);
  countAlarms(history, window, sums);
  const made = history.production.filter((each) => endsIn(window, each));
  for (const each of made) countProduction(each, sums);
  countEnergy(made, history.metered, sums);
  const { rightByRule, wrongByRule } = countFeedback(history.feedback, window, sums);

  const annunciations = history.annunciations
    .filter(({ at }) => within(window, at))
    .map(({ at, source }) => ({ sinceMs: at - window.from, source }));
  const byReason = { downtimeByReason, waitingByReason };
  return { sums, stateMs, ...byReason, rightByRule, wrongByRule, annunciations };
}

function countDowntimeCost(span: Span, rates: readonly Rates[], window: Stretch, sums: Sums): void {
  let pricedMs = 0n;
  const down = {
    from: Math.max(span.from, window.from),
    to: Math.min(span.to ?? window.to, window.to),
  };
  rates.forEach(({ from, downtimePerHour }, index) => {
    const ms = overlapMs(down, { from, to: rates[index + 1]?.from ?? null });
    pricedMs += ms;
    sums.downtimeCost += ms * scaled(downtimePerHour, 4);
  });
  sums.unpricedMs += overlapMs(window, span) - pricedMs;
}

/** Who shelves an alarm has seen it, but says nothing of how long that took. */
function countAlarms({ alarms }: History, window: Stretch, sums: Sums): void {
  for (const { raisedAt, acknowledgedAt, shelvedAt } of alarms) {
    if (shelvedAt !== null && within(window, shelvedAt)) sums.shelved += 1n;
    if (acknowledgedAt === null || !within(window, acknowledgedAt)) continue;
    if (shelvedAt !== null && shelvedAt <= acknowledgedAt) continue;
    sums.acknowledged += 1n;
    sums.acknowledgeMs += BigInt(Math.max(0, acknowledgedAt - raisedAt));
  }
}

/** What was made in a stretch counts where the stretch ends, so that no piece counts twice. */
const endsIn = (window: Stretch, { to }: Stretch): boolean => window.from < to && to <= window.to;

function countProduction(made: Production, sums: Sums): void {
  const { produced, good, idealCycleSeconds } = made;
  sums.produced += BigInt(produced);
  sums.good += BigInt(good);
  // A tick is the last place of a cycle time, 0.1 ms.
  if (idealCycleSeconds === null) sums.withoutCycle += 1n;
  else sums.idealTicks += BigInt(produced) * scaled(idealCycleSeconds, 4);
}
