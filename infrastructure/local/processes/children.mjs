/**
 * The processes of one state directory, written down in `pids.json`, so that the start after a
 * killed launcher finds what was left running, and a second launcher finds the first; and in
 * `pids/<name>.pid`, for people.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atEnd, Fault, isEnding } from './lifetime.mjs';
import { endProcess, identify, lives } from './identity.mjs';

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { children: [] };
  }
};

/** Starts a program in a session of its own (Ctrl-C reaches the launcher only), output to a file. */
export const spawnLogged = (command, args, { logFile, ...options }) => {
  if (isEnding()) throw new Fault('Stopping.');
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], ...options });
  closeSync(log);
  child.ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, name) => resolve(name ?? `exit code ${code}`));
  });
  child.identity = child.pid === undefined ? { pid: 0 } : identify(child.pid);
  return child;
};

const recordOf = (stateDir) => join(stateDir, 'pids.json');

/** The launcher that runs from a state directory, or undefined. */
export const runningLauncher = (stateDir) => {
  const { launcher } = read(recordOf(stateDir));
  return launcher && lives(launcher) ? launcher : undefined;
};

const refuseOther = (stateDir) => {
  const other = runningLauncher(stateDir);
  if (!other || other.pid === process.pid) return;
  throw new Fault(
    `Millwright already runs from ${stateDir} (process ${other.pid}): stop it with Ctrl-C, or set MILLWRIGHT_STATE to another directory.`,
  );
};

const makeAnew = (stateDir, pids, prepare) => {
  try {
    prepare?.();
    mkdirSync(stateDir, { recursive: true, mode: 0o711 });
    rmSync(pids, { recursive: true, force: true });
    mkdirSync(pids);
  } catch (error) {
    throw new Fault(
      `${stateDir} cannot be written (${error.code}): let this user write there, or set MILLWRIGHT_STATE to another directory.`,
    );
  }
};

/**
 * Claims a state directory: refuses while another launcher holds it, ends what a killed one left
 * running, then lets `prepare` change the directory before anything is started from it.
 */
export const claimState = async (stateDir, { log, prepare }) => {
  const file = recordOf(stateDir);
  refuseOther(stateDir);
  const leftovers = read(file).children.filter(lives);
  for (const child of leftovers.reverse()) await endProcess(child, { with: child.endWith });
  if (leftovers.length > 0) {
    log(`ended what an interrupted start had left: ${leftovers.map((c) => c.name).join(', ')}`);
  }

  const pids = join(stateDir, 'pids');
  makeAnew(stateDir, pids, prepare);
  const record = { launcher: identify(process.pid), children: [] };
  const write = () => {
    writeFileSync(`${file}.new`, JSON.stringify(record, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  write();
  // Of two launchers that came here at once, the record of the later one stands.
  await pause(100);
  refuseOther(stateDir);
  const forget = (entry) => {
    record.children = record.children.filter((each) => each !== entry);
    rmSync(join(pids, `${entry.name}.pid`), { force: true });
    write();
  };
  atEnd(() => {
    delete record.launcher;
    for (const child of record.children) if (!lives(child)) forget(child);
    write();
  });
  return {
    /** Writes a started child down; `endWith` is the signal that stops it cleanly. */
    add(name, child, endWith = 'SIGTERM') {
      const entry = { name, endWith, ...child.identity };
      record.children.push(entry);
      write();
      writeFileSync(join(pids, `${name}.pid`), `${entry.pid}\n`);
      void child.ended.then(() => forget(entry));
    },
  };
};
