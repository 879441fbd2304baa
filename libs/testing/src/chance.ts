/** Chance that a failed run can have again: `TEST_SEED` sets the seed, which the test prints. */
export class Chance {
  readonly seed = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);
  private state = this.seed >>> 0;

  /** At least 0, below 1. */
  next(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 4_294_967_296;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** The same items in an order of chance. */
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, place: this.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }
}
