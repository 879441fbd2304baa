import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../..');
const LINES_KEPT = 200;

/** Compiles what has changed, for processes to run. */
export async function ensureBuilt(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(ROOT, 'infrastructure/local/build.mjs')]);
}

/** An agent as a process of the operating system, to be killed, paused and started again. */
export class AgentProcess {
  /** The last lines that it logged. */
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private isWanted = true;
  private hasEnded = false;

  private constructor(
    readonly agent: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.child = spawn(process.execPath, [join(ROOT, `dist/apps/${agent}/src/main.js`)], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...environment, LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', () => {
        this.hasEnded = true;
        resolve();
      });
    });
  }

  /** Starts an agent and resolves once it takes work. */
  static async start(
    agent: string,
    environment: Readonly<Record<string, string>>,
  ): Promise<AgentProcess> {
    const started = new AgentProcess(agent, environment);
    await started.untilRunning();
    return started;
  }

  /** The id that the operating system gave it. */
  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.agent} did not start`);
    return this.child.pid;
  }

  /** It ended although nobody wanted it to. */
  get diedByItself(): boolean {
    return this.hasEnded && this.isWanted;
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    this.isWanted = false;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop; answers its exit code. */
  async stop(): Promise<number | null> {
    this.isWanted = false;
    this.child.kill('SIGTERM');
    await this.ended;
    return this.child.exitCode;
  }

  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  private async untilRunning(): Promise<void> {
    const running = new Promise<void>((resolve) => {
      for (const stream of [this.child.stdout, this.child.stderr]) {
        if (!stream) continue;
        createInterface({ input: stream }).on('line', (line) => {
          this.lines.push(line);
          if (this.lines.length > LINES_KEPT) this.lines.shift();
          if (line.includes('→ running')) resolve();
        });
      }
    });
    await Promise.race([running, this.ended]);
    if (this.hasEnded) throw new Error(`${this.agent} did not start: ${this.lines.join('\n')}`);
  }
}
