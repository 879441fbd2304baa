import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './probe.js';

const ROOT = join(__dirname, '../../..');
const STARTED_WITHIN_MS = 120_000;

/** What a running system tells of itself to other commands. */
export interface Running {
  readonly apiUrl: string;
  readonly tenantId: string;
  readonly natsUrl: string;
  readonly migrations: { readonly databaseUrl: string };
}

/** `npm start -- --processes` on a state directory of its own. */
export class Launcher {
  readonly stateDir = mkdtempSync(join(tmpdir(), 'millwright-launched-'));
  private child: ChildProcess | undefined;
  private output = '';

  constructor() {
    // Postgres started by root runs as another user, who must find its way in.
    chmodSync(this.stateDir, 0o711);
  }

  /** Starts the system and resolves once it is ready. */
  async start(...options: string[]): Promise<void> {
    this.output = '';
    const { PATH, HOME } = process.env;
    const args = ['infrastructure/local/start.mjs', '--processes', ...options];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      // Nothing else: servers named in the environment of a test would be used.
      env: { PATH, HOME, MILLWRIGHT_STATE: this.stateDir, WEBHOOK_ALLOW_PRIVATE: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => (this.output += text.toString()));
    }
    await eventually(
      'the launched system',
      () => this.output.includes('Ready after') || child.exitCode !== null,
      STARTED_WITHIN_MS,
    );
    if (child.exitCode !== null) throw new Error(`The launcher ended:\n${this.output}`);
  }

  get running(): Running {
    return this.read<Running>('running.json');
  }

  get adminPassword(): string {
    return this.read<{ adminPassword: string }>('secrets.json').adminPassword;
  }

  /** Everything that this installation keeps secret, by where it stands in its file. */
  get secrets(): ReadonlyMap<string, string> {
    return new Map(leavesOf(this.read('secrets.json')));
  }

  get redisUrl(): string {
    const [, port] = /^port (\d+)$/m.exec(readFileSync(this.pathOf('redis.conf'), 'utf8')) ?? [];
    return `redis://:${this.secrets.get('redis') ?? ''}@127.0.0.1:${port ?? ''}`;
  }

  /** A file or directory that the system keeps. */
  pathOf(name: string): string {
    return join(this.stateDir, name);
  }

  /** Every process that was started and lives, servers too. */
  get children(): readonly number[] {
    const { children } = this.read<{ children: { pid: number }[] }>('pids.json');
    return children.map(({ pid }) => pid);
  }

  /** The process of that name, or undefined while it is down. */
  pidOf(name: string): number | undefined {
    const file = join(this.stateDir, 'pids', `${name}.pid`);
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  }

  /** Ends a process as a crash would, and resolves once its supervisor has started the next. */
  async kill(name: string): Promise<void> {
    const victim = this.signal(name, 'SIGKILL');
    await eventually(`the next ${name}`, () => ![undefined, 0, victim].includes(this.pidOf(name)));
  }

  /** Sends a signal to a process of the system; answers its pid. */
  signal(name: string, signal: 'SIGKILL' | 'SIGTERM'): number {
    const pid = this.pidOf(name);
    if (!pid) throw new Error(`${name} does not run`);
    process.kill(pid, signal);
    return pid;
  }

  /** Ctrl-C; answers the launcher's exit code. */
  async stop(): Promise<number | null> {
    const { child } = this;
    if (!child) return null;
    child.kill('SIGINT');
    await eventually('the end of the launcher', () => child.exitCode !== null, 60_000);
    return child.exitCode;
  }

  remove(): void {
    rmSync(this.stateDir, { recursive: true, force: true });
  }

  private read<T>(file: string): T {
    return JSON.parse(readFileSync(join(this.stateDir, file), 'utf8')) as T;
  }
}

function leavesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    leavesOf(each, path === '' ? name : `${path}.${name}`),
  );
}
