import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { UnitOfWork } from '@libs/database';
import { AgentIdentity } from '@libs/runtime';
import type { Queue } from 'bullmq';
import { ownQueue } from './own-queue.js';
import { RedisConnection } from './redis-connection.js';
import { queueOf, type DueWork, type TimedJob, type TimedJobClass } from './timed-job.js';

/** Where the module keeps the classes of an agent's jobs. */
export const JOBS = Symbol('jobs');

const POLL_MS = 1_000;
const BATCH = 100;

interface Swept {
  readonly job: TimedJob;
  readonly queue: Queue;
}

/** Puts what is due into its queue: once a second, and at once when woken. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('sweeper');
  private readonly stopped = new AbortController();
  private swept: readonly Swept[] = [];
  private running: Promise<void> | undefined;
  private bell = new AbortController();

  constructor(
    private readonly identity: AgentIdentity,
    private readonly unitOfWork: UnitOfWork,
    private readonly redis: RedisConnection,
    private readonly modules: ModuleRef,
    @Inject(JOBS) private readonly jobs: readonly TimedJobClass[],
  ) {}

  /** Looks now for what is due; to be called after a commit. */
  wake(): void {
    this.bell.abort();
  }

  onApplicationBootstrap(): void {
    this.swept = this.jobs.map((type) => ({
      job: this.modules.get<TimedJob>(type, { strict: false }),
      queue: ownQueue(this.identity.agent, queueOf(type), this.redis.client),
    }));
    this.redis.client.on('ready', () => this.wake());
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped.abort();
    await this.running;
    await Promise.all(this.swept.map(({ queue }) => queue.close()));
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      this.bell = new AbortController();
      try {
        // Without Redis nothing is leased, so that all of it can go the moment Redis is back.
        const more = this.redis.isReady && (await this.sweep());
        if (more) continue;
      } catch (error) {
        this.logger.warn(`sweeping again shortly: ${String(error)}`);
      }
      const signal = AbortSignal.any([this.stopped.signal, this.bell.signal]);
      await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Answers whether there is likely more. */
  private async sweep(): Promise<boolean> {
    let more = false;
    for (const { job, queue } of this.swept) {
      const due = await this.unitOfWork.system((tx) => job.due(tx, BATCH));
      if (due.length > 0) await queue.addBulk(due.map((work) => this.asJob(queue.name, work)));
      more ||= due.length === BATCH;
    }
    return more;
  }

  /** One attempt has one job id: enqueued again while it still waits, it stays one job. */
  private asJob(
    name: string,
    work: DueWork,
  ): { name: string; data: DueWork; opts: { jobId: string } } {
    return { name, data: work, opts: { jobId: `${work.id}-${work.attempt}` } };
  }
}
