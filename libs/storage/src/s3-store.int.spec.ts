import { buffer } from 'node:stream/consumers';
import { configurationOf, currentSetting } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import type { ObjectStore } from './object-store.js';
import { StorageConfig } from './storage.config.js';
import { storeOf } from './storage.module.js';

// A server that speaks S3, where one is named; see the README of this library.
const whenThere = currentSetting('test', 'storageS3Bucket') === undefined ? it.skip : it;

async function* bytes(count: number): AsyncGenerator<Uint8Array> {
  for (let left = count; left > 0; left -= 65_536) {
    yield await Promise.resolve(Buffer.alloc(Math.min(left, 65_536), 'x'));
  }
}

async function* failingAfter(count: number): AsyncGenerator<Uint8Array> {
  yield* bytes(count);
  throw new Error('the sender went away');
}

describe('files in a bucket', () => {
  let store: ObjectStore;
  const address = () => ({ tenantId: uuidv7(), id: uuidv7() });

  beforeAll(() => {
    if (whenThere === it) store = storeOf(configurationOf('test', StorageConfig));
  });

  whenThere.each([0, 100_000, 20_000_000])('of %d bytes are read back', async (count) => {
    const at = address();
    await store.put(at, bytes(count));
    const content = await store.open(at);
    expect(content && (await buffer(content)).length).toBe(count);
    expect(await store.open({ ...at, tenantId: uuidv7() })).toBeUndefined();
    await store.remove(at);
    await store.remove(at);
    expect(await store.open(at)).toBeUndefined();
  });

  whenThere('are read in ranges', async () => {
    const at = address();
    await store.put(at, bytes(1_000));
    const content = await store.open(at, { start: 10, end: 19 });
    expect(content && (await buffer(content)).toString()).toBe('x'.repeat(10));
  });

  whenThere.each([1_000, 20_000_000])('are not there when they fail after %d', async (count) => {
    const at = address();
    await expect(store.put(at, failingAfter(count))).rejects.toThrow('the sender went away');
    expect(await store.open(at)).toBeUndefined();
  });
});
