import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Content } from './message.js';
import { Spool } from './spool.js';

const aContent = (value: number, sensor = 'P-1.flow'): Content => ({
  readings: [{ sensor, at: '2026-11-21T08:00:00.000Z', value }],
});
const long = 'x'.repeat(300_000);

describe('the spool of a gateway', () => {
  let folder: string;
  let open: Spool[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spool-'));
    open = [];
  });
  afterEach(() => {
    for (const spool of open) spool.close();
    rmSync(folder, { recursive: true });
  });
  /** Without closing the one before, as after a kill. */
  const openSpool = () => {
    const spool = new Spool(folder);
    open.push(spool);
    return spool;
  };
  const segments = () => readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

  it('gives back the same bytes under the same identity after a kill', () => {
    const before = openSpool();
    const messages = [1, 2, 3].map((value) => before.append(aContent(value)));
    before.confirm(1);
    const after = openSpool();
    expect(after.boot).toBe(before.boot);
    expect(after.lastSeq).toBe(3);
    expect(JSON.parse(after.read(2).toString())).toEqual(messages[1]);
    expect(after.append(aContent(4)).seq).toBe(4);
  });

  it('drops a line torn by a kill, which was never published', () => {
    openSpool().append(aContent(1));
    appendFileSync(join(folder, segments()[0] ?? ''), '{"boot":"half a mess');
    const after = openSpool();
    expect(after.lastSeq).toBe(1);
    expect(after.append(aContent(2)).seq).toBe(2);
    expect([...openSpool().messages(1)].map((message) => message.seq)).toEqual([1, 2]);
  });

  it('frees the disk as the watermark passes and never counts a sequence twice', () => {
    const spool = openSpool();
    for (let value = 1; value <= 12; value += 1) spool.append(aContent(value, long));
    expect(segments().length).toBeGreaterThan(2);
    spool.confirm(12);
    expect(segments()).toHaveLength(1);
    expect(spool.size).toBe(0);
    spool.close();
    const after = openSpool();
    expect(after.size).toBe(0);
    expect(after.append(aContent(13)).seq).toBe(13);
  });

  it('does not believe a watermark beyond what it has sent', () => {
    const spool = openSpool();
    spool.append(aContent(1));
    spool.confirm(99);
    expect(spool.confirmedSeq).toBe(1);
    expect(spool.append(aContent(2)).seq).toBe(2);
  });

  it('goes on from the mark when the disk has lost confirmed messages', () => {
    const spool = openSpool();
    for (const value of [1, 2, 3]) spool.append(aContent(value));
    spool.confirm(3);
    spool.close();
    rmSync(join(folder, segments()[0] ?? ''));
    const after = openSpool();
    expect(after.append(aContent(4)).seq).toBe(4);
    expect([...openSpool().messages(1)].map((message) => message.seq)).toEqual([4]);
  });
});
