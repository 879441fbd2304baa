import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@libs/testing';
import { ClamdScanner } from './clamd-scanner.js';
import { Infected, ScannerUnavailable } from './scanner.js';

const PORT = 20_000 + (process.pid % 20_000);
const BAD = Buffer.from('a file that the scanner of this test knows to be bad');

async function* content(...parts: Buffer[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function sizeOf(scanned: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const part of scanned) size += part.length;
  return size;
}

const answers = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(PORT, '127.0.0.1', () => resolve(socket.end() !== undefined));
    socket.on('error', () => resolve(false));
  });

describe('a clamd of its own', () => {
  const scanner = new ClamdScanner(`127.0.0.1:${PORT}`);

  it('finds what it knows, lets pass the rest, and takes no more than it may', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'millwright-clamd-'));
    const hash = createHash('md5').update(BAD).digest('hex');
    await writeFile(join(directory, 'test.hdb'), `${hash}:${BAD.length}:Known.Bad\n`);
    await writeFile(
      join(directory, 'clamd.conf'),
      `DatabaseDirectory ${directory}\nTCPSocket ${PORT}\nTCPAddr 127.0.0.1\nForeground yes\nStreamMaxLength 2M\n`,
    );
    const conf = ['--config-file', join(directory, 'clamd.conf')];
    const clamd: ChildProcess = spawn('clamd', conf, { stdio: 'ignore' });
    try {
      await eventually('clamd', answers, 40_000);
      const clean = [Buffer.alloc(1_000_000, 'a'), Buffer.from('b')];
      expect(await sizeOf(scanner.through(content(...clean)))).toBe(1_000_001);
      const bad = sizeOf(scanner.through(content(BAD.subarray(0, 10), BAD.subarray(10))));
      await expect(bad).rejects.toThrow(Infected);
      await expect(bad).rejects.toThrow(/Known\.Bad/);
      const large = Array.from({ length: 40 }, () => Buffer.alloc(100_000, 'x'));
      await expect(sizeOf(scanner.through(content(...large)))).rejects.toThrow(ScannerUnavailable);
    } finally {
      clamd.kill();
      if (clamd.exitCode === null) await once(clamd, 'exit');
      await rm(directory, { recursive: true });
    }
  });
});
