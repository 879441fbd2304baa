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
import type { Job, Queue } from 'bullmq';
import { ownQueue } from './own-queue.js';
import { RedisConnection } from './redis-connection.js';
import { JOBS } from './sweeper.js';
import {
  queueOf,
  type DueWork,
  type TimedJob,
  type TimedJobClass,
  type WaitingWork,
} from './timed-job.js';

const SHOW_EVERY_MS = 5_000;
/** The soonest of each queue; nobody reads more on a board. */
const MOST_SHOWN = 200;
const PREFIX = 'waits-';

interface Shown {
  readonly waiting: NonNullable<TimedJob['waiting']>;
  readonly queue: Queue<DueWork>;
}

/**
 * Shows on the board what waits for its time: as delayed jobs, which somebody may promote. They are
 * a picture of rows. Lost, they are drawn again; when their time comes, the sweeper does the work.
 */
@Injectable()
export class ShowWaiting implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('waiting');
  private readonly stopped = new AbortController();
  private shown: readonly Shown[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly identity: AgentIdentity,
    private readonly unitOfWork: UnitOfWork,
    private readonly redis: RedisConnection,
    private readonly modules: ModuleRef,
    @Inject(JOBS) private readonly jobs: readonly TimedJobClass[],
  ) {}

  onApplicationBootstrap(): void {
    this.shown = this.jobs.flatMap((type) => {
      const job = this.modules.get<TimedJob>(type, { strict: false });
      const waiting = job.waiting?.bind(job);
      const { agent } = this.identity;
      return waiting ? [{ waiting, queue: ownQueue(agent, queueOf(type), this.redis.client) }] : [];
    });
    if (this.shown.length > 0) this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped.abort();
    await this.running;
    await Promise.all(this.shown.map(({ queue }) => queue.close()));
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        if (this.redis.isReady) for (const each of this.shown) await this.show(each);
      } catch (error) {
        this.logger.warn(`showing again shortly: ${String(error)}`);
      }
      await pause(SHOW_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async show({ waiting, queue }: Shown): Promise<void> {
    const rows = await this.unitOfWork.system((tx) => waiting(tx, MOST_SHOWN));
    const missing = new Map(rows.map(asJob).map((work) => [jobIdOf(work), work]));
    // Jobs that a person delayed on the board are theirs.
    const delayed = (await queue.getDelayed(0, 2 * MOST_SHOWN)).filter(isPicture);
    for (const job of delayed) {
      const id = job.id ?? '';
      if (missing.get(id)?.waitsUntil === job.data.waitsUntil) missing.delete(id);
      // Who just promoted it has it under way: then it cannot be removed, and need not.
      else await job.remove().catch(() => undefined);
    }
    const jobs = [...missing].map(([jobId, data]) => {
      const delay = Math.max(0, Date.parse(data.waitsUntil) - Date.now());
      return { name: queue.name, data, opts: { jobId, delay } };
    });
    await queue.addBulk(jobs);
  }
}

const isPicture = ({ id = '' }: Job): boolean => id.startsWith(PREFIX);

const asJob = ({ dueAt, ...work }: WaitingWork): DueWork & { readonly waitsUntil: string } => ({
  ...work,
  waitsUntil: dueAt.toISOString(),
});

const jobIdOf = ({ id, attempt }: DueWork): string => `${PREFIX}${id}-${attempt}`;
