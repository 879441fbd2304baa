import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AgentIdentity, nextTraceparent, runAsAgent, runInTrace } from '@libs/runtime';
import { Worker, type Job } from 'bullmq';
import { GivenUp } from './given-up.js';
import { faultLog, PATIENT } from './redis-connection.js';
import { RedisConfig } from './redis.config.js';
import { JOBS } from './sweeper.js';
import { queueOf, type DueWork, type TimedJob, type TimedJobClass } from './timed-job.js';

const CONCURRENCY = 8;
const CLOSE_TIMEOUT_MS = 8_000;
/** How far the clocks of replicas may be apart. */
const CLOCKS_APART_MS = 2_000;

/** Runs the jobs that sweepers of any replica put into the agent's queues. */
@Injectable()
export class Workers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('jobs');
  private readonly stopping = new AbortController();
  private workers: readonly Worker<DueWork>[] = [];

  constructor(
    private readonly identity: AgentIdentity,
    @Inject(RedisConfig) private readonly config: RedisConfig,
    private readonly modules: ModuleRef,
    @Inject(JOBS) private readonly jobs: readonly TimedJobClass[],
  ) {}

  onApplicationBootstrap(): void {
    this.workers = this.jobs.map((type) =>
      this.work(queueOf(type), this.modules.get<TimedJob>(type, { strict: false })),
    );
  }

  /** Waits for what is under way, but not for a Redis that does not answer. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(
      this.workers.map(async (worker) => {
        const closed = worker.close().then(() => true);
        if (await Promise.race([closed, pause(CLOSE_TIMEOUT_MS, false, { ref: false })])) return;
        this.logger.warn(`${worker.name} did not close in time; its leases will run out`);
        void worker.disconnect().catch(() => undefined);
      }),
    );
  }

  private work(name: string, job: TimedJob): Worker<DueWork> {
    const worker = new Worker<DueWork>(name, (queued) => this.take(job, queued), {
      prefix: this.identity.agent,
      connection: { ...PATIENT, url: this.config.redisUrl },
      concurrency: CONCURRENCY,
      lockDuration: 20_000,
      stalledInterval: 10_000,
      // By default BullMQ gives a job up for good whose worker was killed twice.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
    });
    const { failed, ready } = faultLog(this.logger);
    worker.on('error', failed);
    worker.on('ready', ready);
    return worker;
  }

  /** What was only shown until its time came is in the sweeper's hands from then on. */
  private async take(job: TimedJob, queued: Job<DueWork>): Promise<void> {
    const { waitsUntil } = queued.data;
    const wasShown = waitsUntil !== undefined && queued.attemptsMade === 0;
    if (wasShown && Date.parse(waitsUntil) <= Date.now() + CLOCKS_APART_MS) return;
    await this.run(job, again(queued));
  }

  /** A failure would leave the job in the way of its own return: only what is given up fails. */
  private async run(job: TimedJob, work: DueWork): Promise<void> {
    try {
      await this.inTrace(job, work);
    } catch (error) {
      this.logger.error(error);
      if (error instanceof GivenUp) throw error;
    }
  }

  private inTrace(job: TimedJob, work: DueWork): Promise<void> {
    const { agent } = this.identity;
    const trace = {
      correlationId: work.correlationId,
      ...(work.causationId !== undefined && { causationId: work.causationId }),
      actor: `agent:${agent}`,
      traceparent: nextTraceparent(),
    };
    return runAsAgent(agent, () => runInTrace(trace, () => job.run(work, this.stopping.signal)));
  }
}

/** A job that was attempted already is here again because somebody asked for it. */
const again = ({ data, attemptsMade }: Job<DueWork>): DueWork =>
  attemptsMade > 0 ? { ...data, again: true } : data;
