const NEVER = Number.NEGATIVE_INFINITY;

/** The values of a machine's signals at one instant; undefined where none came. */
export interface AlignedRow {
  readonly atMs: number;
  readonly values: readonly (number | undefined)[];
}

/** What an alignment holds between two readings. */
export interface SavedAlignment {
  readonly open: readonly (readonly [period: number, cells: Cell[]])[];
  readonly newest: readonly (number | null)[];
  readonly closed: number | null;
}

interface Cell {
  sum: number;
  readings: number;
}

/**
 * Brings readings of several signals, each at its own instants, to common rows in event time: a row
 * is the mean of what was measured within one period. It is closed when every signal has spoken after
 * it, or one of them `patience` periods after it; what comes later is too late.
 */
export class Alignment {
  private readonly open: Map<number, Cell[]>;
  private readonly newest: number[];
  private closed: number;

  constructor(
    private readonly signals: number,
    private readonly periodMs: number,
    private readonly patience = 5,
    saved?: SavedAlignment,
  ) {
    this.open = new Map(saved?.open);
    this.newest = Array.from({ length: signals }, (_, i) => saved?.newest[i] ?? NEVER);
    this.closed = saved?.closed ?? NEVER;
  }

  toSaved(): SavedAlignment {
    const { newest, closed } = this;
    const saved = (period: number): number | null => (period === NEVER ? null : period);
    return { open: [...this.open], newest: newest.map(saved), closed: saved(closed) };
  }

  /** The rows that this reading closes, in order. */
  add(signal: number, atMs: number, value: number): AlignedRow[] {
    const period = Math.floor(atMs / this.periodMs);
    if (period <= this.closed || signal < 0 || signal >= this.signals) return [];
    const cell = this.rowAt(period)[signal];
    if (cell) {
      cell.sum += value;
      cell.readings++;
    }
    this.newest[signal] = Math.max(this.newest[signal] ?? period, period);
    return this.closeBefore(this.dueBefore());
  }

  private dueBefore(): number {
    let first = Number.POSITIVE_INFINITY;
    let last = NEVER;
    for (const period of this.newest) {
      if (period < first) first = period;
      if (period > last) last = period;
    }
    return Math.max(first, last - this.patience);
  }

  private rowAt(period: number): Cell[] {
    const known = this.open.get(period);
    if (known) return known;
    const row = Array.from({ length: this.signals }, () => ({ sum: 0, readings: 0 }));
    this.open.set(period, row);
    return row;
  }

  private closeBefore(period: number): AlignedRow[] {
    const due: number[] = [];
    for (const each of this.open.keys()) if (each < period) due.push(each);
    if (due.length > 1) due.sort((a, b) => a - b);
    return due.map((each) => {
      const row = this.open.get(each) ?? [];
      this.open.delete(each);
      this.closed = each;
      return {
        atMs: each * this.periodMs,
        values: row.map(({ sum, readings }) => (readings > 0 ? sum / readings : undefined)),
      };
    });
  }
}
