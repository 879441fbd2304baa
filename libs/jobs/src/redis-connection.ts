import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { AgentHealth } from '@libs/runtime';
import { Redis } from 'ioredis';
import { RedisConfig } from './redis.config.js';

const LONGEST_DELAY_MS = 2_000;

/** A Redis that is down is waited for, however long; BullMQ asks for the unlimited retries. */
export const PATIENT = {
  maxRetriesPerRequest: null,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_DELAY_MS),
};

/** Logs a fault when it first comes, not again at every attempt to reconnect. */
export function faultLog(logger: Logger): { failed: (error: Error) => void; ready: () => void } {
  let told: string | undefined;
  return {
    failed: (error) => {
      if (error.message !== told) logger.warn(`Redis: ${error.message}`);
      told = error.message;
    },
    ready: () => {
      if (told !== undefined) logger.log('Redis is back');
      told = undefined;
    },
  };
}

/** The connection that puts jobs into queues; it fails at once when Redis does not answer. */
@Injectable()
export class RedisConnection implements OnModuleInit, OnApplicationShutdown {
  readonly client: Redis;

  constructor(
    @Inject(RedisConfig) config: RedisConfig,
    private readonly health: AgentHealth,
  ) {
    this.client = new Redis(config.redisUrl, {
      ...PATIENT,
      lazyConnect: true,
      connectTimeout: 2_000,
      commandTimeout: 2_000,
    });
    const { failed, ready } = faultLog(new Logger('jobs'));
    this.client.on('error', failed);
    this.client.on('ready', ready);
  }

  get isReady(): boolean {
    return this.client.status === 'ready';
  }

  onModuleInit(): void {
    this.health.add('redis', () => this.client.ping());
    this.client.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
