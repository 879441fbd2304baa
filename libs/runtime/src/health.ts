import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AgentLifecycle } from './lifecycle.js';

/** What one check of an agent's surroundings found. */
export interface CheckResult {
  readonly status: 'up' | 'down';
  readonly error?: string;
}

/** An agent's health with each of its checks. */
export interface HealthReport {
  readonly status: 'up' | 'down';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

const INTERVAL_MS = 5_000;
const CHECK_TIMEOUT_MS = 3_000;

async function within(timeoutMs: number, check: () => Promise<unknown>): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    });
    await Promise.race([check(), timeout]);
    return { status: 'up' };
  } catch (error) {
    return { status: 'down', error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Asks everything that an agent depends on whether it is there, and degrades the agent when not. */
@Injectable()
export class AgentHealth implements OnModuleInit, OnModuleDestroy {
  private readonly checks = new Map<string, () => Promise<unknown>>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly lifecycle: AgentLifecycle) {}

  /** Adds a check; it rejects when what it looks at is not there. */
  add(name: string, check: () => Promise<unknown>): void {
    this.checks.set(name, check);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.report(), INTERVAL_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Runs all checks. */
  async report(): Promise<HealthReport> {
    const results = await Promise.all(
      [...this.checks].map(
        async ([name, check]) => [name, await within(CHECK_TIMEOUT_MS, check)] as const,
      ),
    );
    const down = results.filter(([, result]) => result.status === 'down').map(([name]) => name);
    if (down.length > 0) this.lifecycle.moveTo('degraded', `${down.join(', ')} down`);
    else if (this.lifecycle.state === 'degraded') this.lifecycle.moveTo('running', 'all checks up');
    return { status: down.length > 0 ? 'down' : 'up', checks: Object.fromEntries(results) };
  }

  /** Whether the agent takes work now. */
  async ready(): Promise<HealthReport> {
    const report = await this.report();
    const working = this.lifecycle.state === 'running';
    return { ...report, status: working && report.status === 'up' ? 'up' : 'down' };
  }
}
