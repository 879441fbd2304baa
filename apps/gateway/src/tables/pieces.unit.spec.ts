import { Readable } from 'node:stream';
import { pieces } from './pieces.js';

const cut = async (chunks: readonly string[], size: number, most = 1000): Promise<string[]> => {
  const source = Readable.from(chunks.map((each) => Buffer.from(each)));
  const result: string[] = [];
  for await (const piece of pieces(source, size, most)) result.push(piece.toString());
  return result;
};

describe('pieces of a table', () => {
  it('are of one size, however the bytes came', async () => {
    expect(await cut(['abcdefgh'], 3)).toEqual(['abc', 'def', 'gh']);
    expect(await cut(['a', 'b', 'cd', 'efgh'], 3)).toEqual(['abc', 'def', 'gh']);
    expect(await cut(['abc', 'def'], 3)).toEqual(['abc', 'def']);
    expect(await cut([], 3)).toEqual([]);
  });

  it('are refused beyond the limit', async () => {
    await expect(cut(['abcd', 'e'], 2, 4)).rejects.toMatchObject({ fault: { status: 413 } });
    expect(await cut(['abcd'], 2, 4)).toEqual(['ab', 'cd']);
  });
});
