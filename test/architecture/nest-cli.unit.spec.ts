import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Project {
  type: string;
  root: string;
  sourceRoot: string;
  entryFile: string;
  compilerOptions: { tsConfigPath: string };
}

const repository = join(__dirname, '../..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(repository, path), 'utf8'));
const { projects } = read('nest-cli.json') as { projects: Record<string, Project> };
const { compilerOptions } = read('tsconfig.json') as {
  compilerOptions: { paths: Record<string, string[]> };
};

const foldersIn = (parent: string) =>
  readdirSync(join(repository, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

describe('the build', () => {
  it.each([
    ['apps', 'application'],
    ['tools', 'application'],
    ['libs', 'library'],
  ])('knows every folder of %s as %s', (parent, type) => {
    const expected = foldersIn(parent).map((name) => [name, `${parent}/${name}`, type]);
    const registered = expected.map(([name = '']) => {
      const project = projects[name];
      return [name, project?.root, project?.type];
    });

    expect(registered).toEqual(expected);
  });

  it.each(Object.entries(projects))('finds what it needs of %s', (_name, project) => {
    const { sourceRoot, entryFile } = project;
    const needed = [join(sourceRoot, `${entryFile}.ts`), project.compilerOptions.tsConfigPath];

    expect(needed.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });

  it('gives every library an alias to its index', () => {
    const expected = foldersIn('libs').map((name) => [`./libs/${name}/src/index.ts`]);
    const actual = foldersIn('libs').map((name) => compilerOptions.paths[`@libs/${name}`]);

    expect(actual).toEqual(expected);
  });
});
