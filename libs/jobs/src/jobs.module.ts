import { Module, type DynamicModule } from '@nestjs/common';
import { configurationProvider } from '@libs/runtime';
import { assertQueuesMatch } from './queues.js';
import { RedisConnection } from './redis-connection.js';
import { RedisConfig } from './redis.config.js';
import { ShowWaiting } from './show-waiting.js';
import { JOBS, Sweeper } from './sweeper.js';
import type { TimedJobClass } from './timed-job.js';
import { Workers } from './workers.js';

/** Timed and slow work inside one agent: Postgres knows what is due, BullMQ carries it out. */
@Module({})
export class JobsModule {
  static forAgent(agent: string, jobs: readonly TimedJobClass[]): DynamicModule {
    assertQueuesMatch(agent, jobs);
    return {
      module: JobsModule,
      providers: [
        configurationProvider(agent, RedisConfig),
        { provide: JOBS, useValue: jobs },
        RedisConnection,
        ShowWaiting,
        Sweeper,
        Workers,
      ],
      exports: [Sweeper],
    };
  }
}
