import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../../../plant-simulator/src/environment.js';

const gzip = Buffer.from([0x1f, 0x8b]);
const littleEndian = Buffer.from([0xff, 0xfe]);
const bigEndian = Buffer.from([0xfe, 0xff]);

/** A file as UTF-8: one compressed by gzip or written in UTF-16 tells so by its first two bytes. */
export async function* utf8Of(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = input[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      yield next.value;
    }
  }
  const mark = first.subarray(0, 2);
  if (mark.equals(gzip)) yield* utf8Of(unzipped(all()));
  else if (mark.equals(littleEndian)) yield* decoded(all(), 'utf-16le');
  else if (mark.equals(bigEndian)) yield* decoded(all(), 'utf-16be');
  else yield* all();
}

async function* unzipped(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    // What fails is thrown by the stream that is read, too.
    yield* pipeline(Readable.from(input), createGunzip(), () => undefined) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw code.startsWith('Z_') ? new UsageError('The compressed file is damaged.') : error;
  }
}

async function* decoded(input: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of input) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
