/** Which process a pid is: a pid alone may meanwhile belong to somebody else. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const onLinux = existsSync('/proc/self/stat');

const statFields = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
};

const linuxStart = (pid) => {
  const fields = statFields(pid);
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
};

const portableStart = (pid) =>
  spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ||
  undefined;

/** When the process began, as text to compare; undefined when there is none (a zombie is none). */
export const startOf = (pid) => (onLinux ? linuxStart(pid) : portableStart(pid));

/** A process as it is written down: `{ pid, start }`. */
export const identify = (pid) => ({ pid, start: startOf(pid) });

/** True while exactly this process, not a later one of the same pid, lives. */
export const lives = ({ pid, start }) => start !== undefined && startOf(pid) === start;

/** Sends a signal and forgives that the process has gone. */
export const signal = (pid, name) => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
};

/** Polls until the condition holds or the time is over; tells which. */
export const until = async (condition, timeoutMs, everyMs = 50) => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};

/** Asks a process to end, waits, and kills it when it will not. */
export const endProcess = async (identity, { with: name = 'SIGTERM', graceMs = 20_000 } = {}) => {
  if (!lives(identity)) return;
  signal(identity.pid, name);
  if (await until(() => !lives(identity), graceMs)) return;
  signal(identity.pid, 'SIGKILL');
  await until(() => !lives(identity), 5_000);
};
