import { readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

const repository = join(__dirname, '../..');
const topLevel = ['apps', 'docs', 'infrastructure', 'libs', 'migrations', 'test', 'tools'];
const ignored = ['coverage', 'dist', 'node_modules'];

/** Names that say nothing of what is inside. */
const notUsed =
  /(^|-)(common|shared|core|base|utils?|helpers?|misc|manager|processor|data|info|impl)$/;

const suffixes = ['module', 'config', 'handler', 'command', 'query', 'job', 'projection']
  .concat(['controller', 'dto', 'event', 'entity', 'repository'])
  .concat(['unit.spec', 'int.spec', 'e2e.spec']);
const suffixOfFolder = { handlers: 'handler', commands: 'command', queries: 'query', jobs: 'job' };

const paths = topLevel.flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => !path.split(sep).some((name) => ignored.includes(name))),
);
const agentFiles = paths.filter((path) => /^apps\/[^/]+\/src\/.+\.ts$/.test(path));

const nameOf = (path: string) => basename(path).split('.')[0] ?? '';
const suffixOf = (path: string) => basename(path, '.ts').split('.').slice(1).join('.');
const isSpec = (path: string) => path.endsWith('.spec.ts');

describe('the folders and files', () => {
  it('lie under the fixed top level', () => {
    const folders = readdirSync(repository, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter((name) => !ignored.includes(name));

    expect(folders.filter((name) => !topLevel.includes(name))).toEqual([]);
  });

  it('have names that say what is inside', () => {
    expect(paths.filter((path) => notUsed.test(nameOf(path)))).toEqual([]);
  });

  it.each(['utils', 'string-helpers', 'alarm-manager', 'shared'])('would refuse %s', (name) => {
    expect(name).toMatch(notUsed);
  });

  it.each(['database', 'data-source', 'core-drill', 'information'])('would accept %s', (name) => {
    expect(name).not.toMatch(notUsed);
  });

  it('carry in an agent only suffixes of the closed list', () => {
    const known = ['', ...suffixes];

    expect(agentFiles.filter((path) => !known.includes(suffixOf(path)))).toEqual([]);
  });

  it.each(Object.entries(suffixOfFolder))('hold in %s/ only .%s files', (folder, suffix) => {
    const inFolder = agentFiles.filter((path) => path.split(sep)[3] === folder);

    expect(inFolder.filter((path) => !isSpec(path) && suffixOf(path) !== suffix)).toEqual([]);
  });
});
