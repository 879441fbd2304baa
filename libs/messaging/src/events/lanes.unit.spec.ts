import fc from 'fast-check';
import { Lanes, type Togetherness } from './lanes.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Item {
  readonly key: string;
  readonly n: number;
  readonly family?: string;
}

/** Lanes that note what was done together; what `fails` names comes apart. */
function lanesThat(fails: (item: Item) => boolean = () => false, together = 4) {
  const done: Item[][] = [];
  const running = new Set<string>();
  const work = async (items: readonly Item[]): Promise<Togetherness> => {
    for (const { key } of items) expect(running.has(key)).toBe(false);
    const keys = new Set(items.map(({ key }) => key));
    for (const key of keys) running.add(key);
    await turn();
    for (const key of keys) running.delete(key);
    if (items.length > 1 && items.some(fails)) return 'apart';
    done.push([...items]);
    return 'done';
  };
  const familyOf = ({ family = 'one' }: Item): string | undefined => family;
  return { done, lanes: new Lanes<Item>({ sideBySide: 2, together, familyOf, work }) };
}

const names = (groups: readonly Item[][]): string[] =>
  groups.map((items) => items.map(({ key, n }) => `${key}${n}`).join(' '));

describe('lanes', () => {
  it('do alone what comes alone, and together what waits', async () => {
    const { done, lanes } = lanesThat();
    for (let n = 0; n < 8; n += 1)
      lanes.add('abcdefgh'.charAt(n), { key: 'abcdefgh'.charAt(n), n });
    await lanes.idle();
    expect(names(done)).toEqual(['a0', 'b1', 'c2 d3 e4 f5', 'g6 h7']);
  });

  it('never do items of two families together', async () => {
    const { done, lanes } = lanesThat();
    'abcdef'
      .split('')
      .forEach((key, n) => lanes.add(key, { key, n, family: n % 2 ? 'odd' : 'even' }));
    await lanes.idle();
    expect(names(done).sort()).toEqual(['a0', 'b1', 'c2 e4', 'd3 f5']);
  });

  it('keep the order of every key, also of what comes apart, and lose nothing', async () => {
    const items = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), bad: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(items, async (told) => {
        const bad = new Set(told.flatMap((each, n) => (each.bad ? [n] : [])));
        const { done, lanes } = lanesThat(({ n }) => bad.has(n), 3);
        for (const [n, { key }] of told.entries()) {
          lanes.add(key, { key, n });
          if (n % 5 === 4) await turn();
        }
        await lanes.idle();
        const all = done.flat();
        expect(all).toHaveLength(told.length);
        for (const key of 'abcd') {
          const own = all.filter((item) => item.key === key).map(({ n }) => n);
          expect(own).toEqual([...own].sort((a, b) => a - b));
        }
      }),
      { numRuns: 300 },
    );
  });
});
