import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const LOCAL = 'infrastructure/local';
const launchers = [
  ...['start', 'demo', 'test', 'check', 'security'].map((name) => `${LOCAL}/${name}.mjs`),
  'test/benchmarks/main.mjs',
];

describe('a launcher', () => {
  const directory = mkdtempSync(join(tmpdir(), 'millwright-faults-'));
  const run = (file: string, args: readonly string[], stateDir = join(directory, 'state')) => {
    const env = { MILLWRIGHT_STATE: stateDir };
    return spawnSync(process.execPath, [file, ...args], { cwd: ROOT, env, encoding: 'utf8' });
  };

  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(launchers)('prints how to use it and refuses what it does not know: %s', (file) => {
    const helped = run(file, ['--help']);
    expect([helped.status, helped.stderr]).toEqual([0, '']);
    expect(helped.stdout).toMatch(/^npm (start|test|run )/);
    const refused = run(file, ['--bogus']);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr.trim()).toBe("Unknown option '--bogus'; see --help.");
  });

  it('says that a port is taken, and what to do', async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = run(`${LOCAL}/start.mjs`, ['--port', String(port)]);
    server.close();
    expect([status, stderr.trim()]).toEqual([
      1,
      `Port ${port} is taken by another program: free it, or choose another with --port ${port + 1}.`,
    ]);
  });

  it('says that it cannot write its data, and what to do', () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const { status, stderr } = run(`${LOCAL}/start.mjs`, [], join(file, 'state'));
    expect([status, stderr.trim()]).toEqual([
      1,
      `${file}/state cannot be written (ENOTDIR): let this user write there, or set MILLWRIGHT_STATE to another directory.`,
    ]);
  });
});
