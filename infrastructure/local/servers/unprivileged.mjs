/** Postgres refuses to run as root: the user it runs as instead, and what that user can reach. */
import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../processes/lifetime.mjs';

const accounts = () =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));

/** `{ uid, gid }` to give to spawn when we are root, or nothing. */
export const unprivileged = () => {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const account = accounts().find(([user]) => user === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  return { uid: 65_534, gid: 65_534 };
};

const chownTree = (path, { uid, gid }) => {
  if (lstatSync(path).isDirectory()) {
    readdirSync(path).forEach((name) => chownTree(join(path, name), { uid, gid }));
  }
  chownSync(path, uid, gid);
};

/** True when the user Postgres runs as can pass through the directory. */
export const canReach = (directory) =>
  spawnSync('test', ['-x', directory], { ...unprivileged(), cwd: '/' }).status === 0;

/** Makes a directory, or gives an existing one, to the user Postgres runs as. */
export const giveDirectory = (directory) => {
  const parent = dirname(directory);
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const user = unprivileged();
  if (!canReach(parent)) {
    throw new Fault(
      `Postgres runs as the user with id ${user.uid}, who may not enter ${parent}: chmod a+x it and those above it, or choose another directory.`,
    );
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined && lstatSync(directory).uid !== user.uid) chownTree(directory, user);
};
