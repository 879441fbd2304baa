/** From when on what is added to what a counter shows, because it counts anew. */
export interface MeterEpoch {
  readonly startedAt: number;
  readonly offset: number;
}

/** What a meter has counted in all, and when that was read. */
export interface MeterReading {
  readonly reading: number;
  readonly measuredAt: number;
}

/** What a counter shows at an instant, continued over resets, rollovers and replacements. */
export function meterReading(
  shown: { readonly value: number; readonly measuredAt: number },
  epochs: readonly MeterEpoch[],
): MeterReading {
  const begun = epochs.filter(({ startedAt }) => startedAt <= shown.measuredAt);
  const [epoch] = begun.sort((a, b) => b.startedAt - a.startedAt);
  return { reading: shown.value + (epoch?.offset ?? 0), measuredAt: shown.measuredAt };
}

/** A meter never goes back: late readings, and falls that no epoch explains, change nothing. */
export function laterReading(known: MeterReading | undefined, next: MeterReading): MeterReading {
  return known && next.reading <= known.reading ? known : next;
}
