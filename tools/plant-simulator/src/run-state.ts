import * as fs from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './environment.js';
import { writeFileAtomically } from './gateway-client/index.js';
import type { FaultPlan } from './schedule.js';

const path = (folder: string) => join(folder, 'run.json');
const lockPath = (folder: string) => join(folder, 'run.pid');

/** What a later start must know of this one; the last instant of each gateway is in its spool. */
export function loadRunState(folder: string, seed: number | undefined): FaultPlan {
  const file = path(folder);
  const state = fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as FaultPlan)
    : { seed: seed ?? 1, liveFrom: null, demoFaultAt: null };
  if (seed !== undefined && seed !== state.seed) {
    throw new UsageError(
      `${folder} was begun with --seed ${state.seed}; use that seed or another --state folder.`,
    );
  }
  return state;
}

export function saveRunState(folder: string, state: FaultPlan): void {
  writeFileAtomically(path(folder), JSON.stringify(state));
}

/** One simulator a folder: two would write the same identities with different content. */
export function lockFolder(folder: string): () => void {
  fs.mkdirSync(folder, { recursive: true });
  const lock = lockPath(folder);
  const owner = fs.existsSync(lock) ? Number(fs.readFileSync(lock, 'utf8')) : 0;
  if (owner > 0 && owner !== process.pid && isRunning(owner)) {
    throw new UsageError(
      `Process ${owner} already runs on ${folder}; stop it or use another --state folder.`,
    );
  }
  fs.writeFileSync(lock, String(process.pid));
  return () => fs.rmSync(lock, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
