/** Where the project is, and which agents it has. */
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Directory of everything a start keeps: data, secrets, ports, logs. */
export const defaultStateDir = () =>
  resolve(root, (process.env.MILLWRIGHT_STATE ?? '.millwright').replace(/^~(?=\/)/, homedir()));

/** One agent per folder of `apps/`, but for the one that holds them all. */
export const agents = readdirSync(join(root, 'apps')).filter((name) => name !== 'all-in-one');

/** A compiled file of the project. */
export const built = (path) => join(root, 'dist', path);

/** The tenant of the demo plant. */
export const demoTenantId = '00000000-0000-7000-8000-000000000001';
