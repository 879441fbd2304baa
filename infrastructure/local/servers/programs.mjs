/** Where the server programs are. */
import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const executable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const usualPlaces = ['/usr/local/bin', '/usr/bin', '/usr/sbin', '/usr/local/sbin', '/snap/bin'];

/** The full path of a program on the PATH or in the usual places, or undefined. */
export const findProgram = (name) =>
  [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...usualPlaces]
    .map((directory) => join(directory, name))
    .find(executable);

const debianVersions = () => {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'));
};

/** Postgres program directories, preferred first; those of `majorVersion` only when given. */
export const findPostgres = (majorVersion) => {
  const onPath = findProgram('initdb');
  const directories = [...debianVersions(), ...(onPath ? [dirname(realpathSync(onPath))] : [])];
  return directories.find(
    (directory) =>
      executable(join(directory, 'initdb')) &&
      executable(join(directory, 'postgres')) &&
      (majorVersion === undefined || directory.includes(`/${majorVersion}/`)),
  );
};

const finders = {
  postgres: () => findPostgres(),
  nats: () => findProgram('nats-server'),
  redis: () => findProgram('redis-server') ?? findProgram('valkey-server'),
  openssl: () => findProgram('openssl'),
  clamd: () => findProgram('clamd'),
};

/** What the tests run besides what they test. */
export const testPrograms = ['postgres', 'nats', 'redis', 'openssl', 'clamd'];

/** Those of the list that are not on this machine. */
export const missingPrograms = (names) => names.filter((name) => finders[name]() === undefined);

export const findNats = finders.nats;
export const findRedis = finders.redis;
