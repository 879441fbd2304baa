import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { keyOf, type ByteRange, type ObjectAddress, type ObjectStore } from './object-store.js';

/** A directory of this machine, or one that several share; each object in a folder of its own. */
export class LocalStore implements ObjectStore {
  constructor(private readonly directory: string) {}

  async put(address: ObjectAddress, content: AsyncIterable<Uint8Array>): Promise<void> {
    const folder = this.folderOf(address);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = join(folder, `${randomUUID()}.part`);
    try {
      const file = await open(part, 'wx', 0o600);
      // Closes the file, once what was written has reached the disk.
      await pipeline(content, file.createWriteStream({ flush: true }));
      await rename(part, join(folder, 'content'));
      await flushFolder(folder);
    } catch (error) {
      await this.remove(address);
      throw error;
    }
  }

  async open(address: ObjectAddress, range?: ByteRange): Promise<Readable | undefined> {
    try {
      const file = await open(join(this.folderOf(address), 'content'), 'r');
      return file.createReadStream({ ...range });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async remove(address: ObjectAddress): Promise<void> {
    await rm(this.folderOf(address), { recursive: true, force: true });
  }

  private folderOf(address: ObjectAddress): string {
    return join(this.directory, keyOf(address));
  }
}

/** A rename lasts once its folder has reached the disk as well. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
