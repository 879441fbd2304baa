import type { Span } from '../timeline/timeline.js';
import { scaled } from './decimal.js';
import type { History, Production, Rates, Stretch } from './history.js';
import { add, noStates, noSums, type Sums, type Tally } from './tally.js';
import { countWork } from './count-work.js';
import { within, overlapMs } from './stretch.js';

/** What one piece of equipment's history comes to in a window that nothing later than now ends. */
export function tallyOf(history: History, window: Stretch): Tally {
  const sums = noSums();
  const stateMs = noStates();
  const downtimeByReason = new Map<string, bigint>();
  sums.windowMs = BigInt(Math.max(0, window.to - window.from));

  history.spans.forEach((span, index) => {
    const ms = overlapMs(window, span);
    stateMs[span.state] += ms;
    if (span.source === 'assumed') sums.assumedMs += ms;
    if (ms > 0n && (span.state === 'unscheduled_down' || span.state === 'scheduled_down')) {
      add(downtimeByReason, span.reason, ms);
    }
    if (span.state === 'unscheduled_down') {
      countFailure(span, history.spans[index + 1], window, sums);
      countDowntimeCost(span, history.rates, window, sums);
    }
  });
  const covered = Object.values(stateMs).reduce((sum, ms) => sum + ms);
  stateMs.unknown += sums.windowMs - covered;
  countWork(history, window, sums);
  countAlarms(history, window, sums);
  for (const made of history.production) if (endsIn(window, made)) countProduction(made, sums);

  const annunciations = history.annunciations
    .filter(({ at }) => within(window, at))
    .map(({ at, source }) => ({ sinceMs: at - window.from, source }));
  return { sums, stateMs, downtimeByReason, annunciations };
}

/** A standstill may be several spans: it fails with the first and is restored with the last. */
function countFailure(span: Span, next: Span | undefined, window: Stretch, sums: Sums): void {
  const { from, to, failedAt } = span;
  if (failedAt === from && within(window, from)) sums.failures += 1n;
  const goesOn = next?.state === 'unscheduled_down' && next.from === to;
  if (goesOn || failedAt === null || failedAt >= window.to) return;
  if (to !== null && within(window, to)) {
    sums.restored += 1n;
    sums.restoreMs += BigInt(to - failedAt);
  } else if (to === null || to >= window.to) {
    sums.stillDown += 1n;
  }
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

function countAlarms(history: History, window: Stretch, sums: Sums): void {
  for (const { raisedAt, acknowledgedAt } of history.alarms) {
    if (!within(window, acknowledgedAt)) continue;
    sums.acknowledged += 1n;
    sums.acknowledgeMs += BigInt(Math.max(0, acknowledgedAt - raisedAt));
  }
}

/** What was made in a stretch counts where the stretch ends, so that no piece counts twice. */
const endsIn = (window: Stretch, { to }: Stretch): boolean => window.from < to && to <= window.to;

function countProduction(made: Production, sums: Sums): void {
  const { produced, good, idealCycleSeconds, energyKwh } = made;
  sums.produced += BigInt(produced);
  sums.good += BigInt(good);
  // A tick is the last place of a cycle time, 0.1 ms.
  if (idealCycleSeconds === null) sums.withoutCycle += 1n;
  else sums.idealTicks += BigInt(produced) * scaled(idealCycleSeconds, 4);
  if (energyKwh === null) {
    sums.withoutEnergy += 1n;
  } else {
    sums.withEnergy += 1n;
    sums.energy += scaled(energyKwh, 4);
  }
}
