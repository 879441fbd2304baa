import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** A server that a test started for itself. */
export interface ServerProcess {
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  readonly url?: string;
  stop(): Promise<void>;
}

const SERVE = 'infrastructure/local/serve.mjs';
/** Compiled, this file lies one folder deeper. */
const PROGRAM = existsSync(join(__dirname, '../../..', SERVE))
  ? join(__dirname, '../../..', SERVE)
  : join(__dirname, '../../../..', SERVE);

/** Starts one server on a free port; it ends with `stop` or with this process. */
export async function startServer(request: object): Promise<ServerProcess> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = new Promise<undefined>((resolve) => child.once('exit', () => resolve(undefined)));
  child.stdin.write(`${JSON.stringify(request)}\n`);
  const line = await Promise.race([
    new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).once('line', resolve);
    }),
    ended,
  ]);
  if (line === undefined) throw new Error(`The server did not start: ${complaint}`);
  return {
    ...(JSON.parse(line) as Omit<ServerProcess, 'stop'>),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
