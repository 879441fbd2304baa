import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Sealer } from '@libs/database';
import { Redis } from 'ioredis';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { GatewayConfig } from '../gateway.config.js';

/** Longer than that no request waits for its count. */
const PATIENCE_MS = 100;
/** A sign-in fails without its count, so that it waits longer. */
const SIGN_IN_PATIENCE_MS = 1_000;
const MINUTE_SECONDS = 60;
const RECONNECT_MS = 1_000;

/** Counts that all replicas share in Redis, and that each keeps for itself while Redis is away. */
@Injectable()
export class Counters implements OnApplicationShutdown {
  private readonly logger = new Logger('rate-limits');
  private readonly quick: Redis;
  private readonly patient: Redis;

  constructor(
    private readonly config: GatewayConfig,
    private readonly sealer: Sealer,
  ) {
    this.quick = this.connect(PATIENCE_MS);
    this.patient = this.connect(SIGN_IN_PATIENCE_MS);
  }

  /** So many a minute, counted by this replica alone without Redis. */
  insured(name: string, points: number): RateLimiterRedis {
    return new RateLimiterRedis({
      storeClient: this.quick,
      rejectIfRedisNotReady: true,
      keyPrefix: `gateway:limit:${name}`,
      points,
      duration: MINUTE_SECONDS,
      // Who is over the limit costs no more round trips.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: this.local(name, points),
    });
  }

  /** So many a minute, or an error without Redis. */
  strict(name: string, points: number): RateLimiterRedis {
    return new RateLimiterRedis({
      storeClient: this.patient,
      rejectIfRedisNotReady: true,
      keyPrefix: `gateway:limit:${name}`,
      points,
      duration: MINUTE_SECONDS,
    });
  }

  /** So many a minute in this replica. */
  local(name: string, points: number): RateLimiterMemory {
    return new RateLimiterMemory({ keyPrefix: name, points, duration: MINUTE_SECONDS });
  }

  /** A key that tells nobody who reads Redis whose it is. */
  keyOf(...parts: readonly string[]): string {
    return this.sealer.fingerprint(JSON.stringify(parts)).slice(0, 22);
  }

  /** Of IPv6 the network: who has one address of it has them all. */
  addressKey(address: string): string {
    if (!ipaddr.isValid(address)) return this.keyOf(address);
    const parsed = ipaddr.process(address);
    const network =
      parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
    return this.keyOf(network);
  }

  onApplicationShutdown(): void {
    this.quick.disconnect();
    this.patient.disconnect();
  }

  private connect(commandTimeout: number): Redis {
    const client = new Redis(this.config.redisUrl, {
      commandTimeout,
      connectTimeout: 2_000,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => RECONNECT_MS,
    });
    let told = '';
    client.on('error', (error: Error) => {
      if (error.message !== told) this.logger.warn(`counting without Redis: ${error.message}`);
      told = error.message;
    });
    client.on('ready', () => (told = ''));
    return client;
  }
}
