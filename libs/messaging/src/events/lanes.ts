/** What became of work that was done together: all of it is done, or none. */
export type Togetherness = 'done' | 'apart';

export interface LaneRules<Item> {
  /** How much work runs at once. */
  readonly sideBySide: number;
  /** How many items may be done together. */
  readonly together: number;
  /** Items of the same family may be done together; one without any is done alone. */
  readonly familyOf: (item: Item) => string | undefined;
  /** Does the work of items in order; what comes apart is done again, each item alone. */
  readonly work: (items: readonly Item[]) => Promise<Togetherness>;
}

/**
 * Work in order within each key, side by side across keys. What waits under several keys when there
 * is room is done together, so that little work costs no more than alone and much costs less.
 */
export class Lanes<Item extends object> {
  /** Keys with what waits under them, those that have waited longest first. */
  private readonly waiting = new Map<string, Item[]>();
  private readonly busy = new Set<string>();
  private readonly apart = new WeakSet<Item>();
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly rules: LaneRules<Item>) {}

  /** Queues an item behind what its key already waits for. */
  add(key: string, item: Item): void {
    const queue = this.waiting.get(key);
    if (queue) queue.push(item);
    else this.waiting.set(key, [item]);
    this.go();
  }

  /** Resolves when nothing is queued any more. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private go(): void {
    while (this.running.size < this.rules.sideBySide) {
      const group = this.next();
      if (group.size === 0) return;
      const run = this.run(group).finally(() => {
        this.running.delete(run);
        this.go();
      });
      this.running.add(run);
    }
  }

  private async run(group: ReadonlyMap<string, readonly Item[]>): Promise<void> {
    const items = [...group.values()].flat();
    const outcome = await this.rules.work(items);
    for (const [key, own] of group) {
      this.busy.delete(key);
      if (outcome === 'done') continue;
      for (const item of own) this.apart.add(item);
      this.waiting.set(key, [...own, ...(this.waiting.get(key) ?? [])]);
    }
  }

  /** What can be done now, taken out of what waits: of each key its first items. */
  private next(): Map<string, readonly Item[]> {
    const group = new Map<string, readonly Item[]>();
    let family: string | undefined;
    let room = this.rules.together;
    for (const [key, queue] of this.waiting) {
      const [first] = queue;
      if (this.busy.has(key) || !first) continue;
      const own = this.familyOf(first);
      if (group.size > 0 && (own === undefined || own !== family)) continue;
      family = own;
      const taken = own === undefined ? [first] : this.kinOf(queue, own, room);
      group.set(key, taken);
      room -= taken.length;
      if (own === undefined || room === 0) break;
    }
    for (const [key, taken] of group) {
      this.busy.add(key);
      const left = (this.waiting.get(key) ?? []).slice(taken.length);
      this.waiting.delete(key);
      if (left.length > 0) this.waiting.set(key, left);
    }
    return group;
  }

  private kinOf(queue: readonly Item[], family: string, room: number): readonly Item[] {
    const end = queue.findIndex((item) => this.familyOf(item) !== family);
    return queue.slice(0, Math.min(end === -1 ? queue.length : end, room));
  }

  private familyOf(item: Item): string | undefined {
    return this.apart.has(item) ? undefined : this.rules.familyOf(item);
  }
}
