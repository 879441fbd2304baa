/** Dependencies and compiled code, made only when they are not those of the present sources. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { lastLines, runCommand } from './processes/command.mjs';
import { Fault } from './processes/lifetime.mjs';
import { built, root } from './project.mjs';

const oldestNode = [20, 19];

/** Refuses a Node that is too old. */
export const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Fault(
    `Node ${process.versions.node} is too old: install Node ${oldestNode.join('.')} or newer (https://nodejs.org).`,
  );
};

const packagesIn = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
};

/** npm writes down what it installed; optional packages of other platforms may be absent. */
const isInstalled = () => {
  const installed = packagesIn('node_modules/.package-lock.json');
  const wanted = packagesIn('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' ||
      installed[path]?.version === version ||
      (!installed[path] && (optional || devOptional || peer)),
  );
};

/** What npm says of its failure: the cause comes first, then its manual. */
const causeOf = (output) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, 8)
    .join('\n');

/** `npm ci` empties node_modules first: never where that is a link to somebody else's. */
const refuseLink = () => {
  const modules = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false });
  if (!modules?.isSymbolicLink()) return;
  throw new Fault(
    `node_modules is a link to packages that are not those of package-lock.json: run npm ci where it points to, or remove the link.`,
  );
};

/** Runs `npm ci` when the installed packages are not those of package-lock.json. */
export const ensureInstalled = async (log) => {
  checkNode();
  if (isInstalled()) return 'dependencies are up to date';
  refuseLink();
  log('npm ci (a minute or two)');
  const { code, output } = await runCommand(
    'npm',
    ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: root },
  );
  if (code === 0) return 'dependencies installed';
  throw new Fault(
    `npm ci failed: put right what it says (no connection to the npm registry?), then try again.\n${causeOf(output)}`,
  );
};

const sourceFolders = ['apps', 'libs', 'migrations', 'tools'];
const sourceFiles = ['nest-cli.json', 'tsconfig.json', 'package-lock.json'];

const filesBelow = (path) =>
  readdirSync(join(root, path), { recursive: true })
    .map((name) => join(path, name))
    .filter((name) => /\.(ts|json)$/.test(name))
    .sort();

const sourcesHash = () => {
  const hash = createHash('sha256');
  for (const file of [...sourceFiles, ...sourceFolders.flatMap(filesBelow)]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
};

const writtenAt = (path) => statSync(path).mtimeMs;

const compiledFiles = () =>
  readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What is older than the build comes from sources that are no more. */
const removeOlder = (instant) => {
  for (const file of compiledFiles()) if (writtenAt(file) < instant) rmSync(file);
};

/** What is newer than the stamp was compiled by somebody else, of whatever sources. */
const isBuilt = (stamp, wanted) =>
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === wanted &&
  compiledFiles().every((file) => writtenAt(file) <= writtenAt(stamp));

/** Compiles everything when a source has changed since the last build. */
export const ensureBuilt = async (log) => {
  const stamp = built('.sources.sha256');
  const wanted = sourcesHash();
  if (isBuilt(stamp, wanted)) return 'build is up to date';
  log('nest build --all');
  rmSync(stamp, { force: true });
  const started = Date.now() - 1_000;
  const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  const { code, output } = await runCommand(process.execPath, [nest, 'build', '--all'], {
    cwd: root,
  });
  if (code !== 0) throw new Fault(`The build failed:\n${lastLines(output, 30)}`);
  removeOlder(started);
  writeFileSync(stamp, wanted);
  return 'built';
};
