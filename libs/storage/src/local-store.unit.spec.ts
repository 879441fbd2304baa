import { mkdtemp, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import { LocalStore } from './local-store.js';
import { keyOf } from './object-store.js';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(100_000, 'x');
  await Promise.reject(new Error('the sender went away'));
}

describe('files in a directory', () => {
  let directory: string;
  let store: LocalStore;
  const address = () => ({ tenantId: uuidv7(), id: uuidv7() });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'millwright-files-'));
    store = new LocalStore(directory);
  });

  afterEach(() => rm(directory, { recursive: true }));

  const files = async (): Promise<string[]> =>
    (await readdir(directory, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map(({ name }) => name);
  const read = async (...asked: Parameters<LocalStore['open']>): Promise<string | undefined> => {
    const content = await store.open(...asked);
    return content && (await buffer(content)).toString();
  };

  it('are read back, whole or a range of them', async () => {
    const at = address();
    await store.put(at, chunks('Feed water ', 'pump'));
    expect(await read(at)).toBe('Feed water pump');
    expect(await read(at, { start: 5, end: 9 })).toBe('water');
    expect(await files()).toEqual(['content']);
  });

  it('are not there before they are whole, nor when their content fails', async () => {
    const at = address();
    await expect(store.put(at, failing())).rejects.toThrow('the sender went away');
    expect(await read(at)).toBeUndefined();
    expect(await files()).toEqual([]);
  });

  it('are gone when they were removed, with what a crash left of them', async () => {
    const at = address();
    await mkdir(join(directory, keyOf(at)), { recursive: true });
    await writeFile(join(directory, keyOf(at), 'half.part'), 'half');
    expect(await read(at)).toBeUndefined();
    await store.remove(at);
    await store.remove(at);
    expect(await files()).toEqual([]);
  });

  it('are reached by their own tenant only', async () => {
    const mine = address();
    await store.put(mine, chunks('mine'));
    expect(await read({ ...mine, tenantId: uuidv7() })).toBeUndefined();
  });

  it.each(['..', '../../etc/passwd', '/etc/passwd', 'a/b', '', 'x\0y', `${uuidv7()}/..`])(
    'have no key made of %j',
    async (part) => {
      const [tenantId, id] = [uuidv7(), uuidv7()];
      await expect(store.open({ tenantId, id: part })).rejects.toThrow(/UUID/);
      await expect(store.put({ tenantId: part, id }, chunks('x'))).rejects.toThrow(/UUID/);
      expect(await files()).toEqual([]);
    },
  );

  it('have keys that begin with their tenant', () => {
    const at = address();
    expect(keyOf(at)).toBe(`${at.tenantId}/${at.id}`);
  });
});
