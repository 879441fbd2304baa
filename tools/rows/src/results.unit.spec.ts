import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResults } from './results.js';

const repository = join(__dirname, '../../..');
const program = createRequire(__filename).resolve('jest/bin/jest');

describe('what test runs leave behind', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'results-'));
    // As in the checkout, where the reporter is found beside what it imports.
    symlinkSync(join(repository, 'test'), join(folder, 'reporters'));
    const project = { rootDir: folder, displayName: 'unit', testMatch: ['**/*.test.js'] };
    const reporters = ['<rootDir>/reporters/results.reporter.mjs'];
    writeFileSync(
      join(folder, 'jest.config.json'),
      JSON.stringify({ reporters, projects: [project] }),
    );
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (file: string, text: string) => {
    writeFileSync(join(folder, file), text);
  };
  const run = (...args: string[]) => {
    try {
      execFileSync(process.execPath, [program, '--rootDir', folder, ...args], {
        cwd: folder,
        stdio: 'ignore',
      });
    } catch {
      // Jest ends with 1 when a test fails.
    }
    return readResults(join(folder, '.millwright/test-results'));
  };

  it('is nothing before the first', () => {
    expect(readResults(join(folder, '.millwright/test-results'))).toBeUndefined();
  });

  it('is how each test went, and of each file what its last run said', () => {
    write('a.test.js', "describe('a', () => { it('one', () => {}); it('two', () => {}); });");
    write('b.test.js', "it('three', () => { throw new Error('no'); }); it.skip('left', () => {});");
    const a = (title: string) => ({ file: 'a.test.js', title, status: 'passed' });

    const three = { file: 'b.test.js', title: 'three', status: 'failed' };
    expect(run()?.tests).toEqual([a('a › one'), a('a › two'), three]);

    write('b.test.js', "it('three', () => {});");
    const mended = { ...three, status: 'passed' };
    expect(run('b.test.js')?.tests).toEqual([a('a › one'), a('a › two'), mended]);

    write('a.test.js', "describe('a', () => { it('one', () => {}); it('two', () => { x; }); });");
    const failed = { ...a('a › two'), status: 'failed' };
    expect(run('-t', 'two')?.tests).toEqual([a('a › one'), failed, mended]);

    rmSync(join(folder, 'a.test.js'));
    write('b.test.js', "require('nowhere');");
    expect(run()).toEqual({
      tests: [],
      faults: [{ file: 'b.test.js', fault: expect.stringContaining('nowhere') as string }],
    });
  });
});
