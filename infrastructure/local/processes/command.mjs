/** Runs a program to its end. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { atEnd, Fault, isEnding } from './lifetime.mjs';

/**
 * Runs a program; `{ code, output }` when it ended. Its output goes to `logFile`, or to the
 * terminal with `show`. It ends with the launcher.
 */
export const runCommand = async (command, args, { logFile, show, input, ...options } = {}) => {
  if (isEnding()) throw new Fault('Stopping.');
  const stdio = show ? 'inherit' : [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'];
  const child = spawn(command, args, { stdio, ...options });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const withdraw = atEnd(() => {
    child.kill('SIGTERM');
    return closed;
  });
  if (logFile) mkdirSync(dirname(logFile), { recursive: true });
  const log = logFile && createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000);
      log?.write(chunk);
    });
  }
  if (input !== undefined) child.stdin.end(input);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(127);
    });
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  withdraw();
  log?.end();
  return { code, output };
};

/** The last lines of a text, indented, to show beside a fault. */
export const lastLines = (text, count = 12) =>
  text
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => `  ${line.slice(0, 400)}`)
    .join('\n');
