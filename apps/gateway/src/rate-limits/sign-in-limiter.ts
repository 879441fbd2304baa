import { Injectable, Logger } from '@nestjs/common';
import {
  RateLimiterRes,
  type RateLimiterMemory,
  type RateLimiterRedis,
} from 'rate-limiter-flexible';
import { HttpProblem } from '../http/problem.js';
import { Counters } from './counters.js';
import { RateLimitsConfig } from './rate-limits.config.js';

interface Count {
  readonly key: string;
  readonly limiter: RateLimiterMemory | RateLimiterRedis;
}

/**
 * Slows the guessing of passwords down, over all replicas. Without Redis nobody signs in: a
 * guesser could spread over replicas that do not count together.
 */
@Injectable()
export class SignInLimiter {
  private readonly logger = new Logger('sign-in');
  private readonly byUser: readonly (RateLimiterMemory | RateLimiterRedis)[];
  private readonly byAddress: readonly (RateLimiterMemory | RateLimiterRedis)[];

  constructor(
    private readonly counters: Counters,
    { signInsPerUserPerMinute, signInsPerAddressPerMinute }: RateLimitsConfig,
  ) {
    this.byUser = this.both('sign-in-user', signInsPerUserPerMinute);
    this.byAddress = this.both('sign-in-address', signInsPerAddressPerMinute);
  }

  /**
   * Seconds until the next attempt may be made; 0: now. Counts the attempt as failed. Throws a
   * problem (503) when the attempts of other replicas are not known.
   */
  async begin(tenant: string, username: string, address: string): Promise<number> {
    for (const { key, limiter } of this.countsOf(tenant, username, address)) {
      try {
        await limiter.consume(key);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000) || 1;
        this.logger.error(refused);
        throw new HttpProblem({
          status: 503,
          title: 'Not available',
          detail: 'Signing in is not possible now; try again shortly.',
        });
      }
    }
    return 0;
  }

  /** Takes an attempt back that was none to guess. */
  async succeeded(tenant: string, username: string, address: string): Promise<void> {
    const { user, network } = this.keysOf(tenant, username, address);
    await Promise.allSettled([
      ...this.byUser.map((limiter) => limiter.delete(user)),
      ...this.byAddress.map((limiter) => limiter.reward(network)),
    ]);
  }

  /** What this replica knows first: it refuses also when Redis does not answer. */
  private countsOf(tenant: string, username: string, address: string): Count[] {
    const { user, network } = this.keysOf(tenant, username, address);
    const [localUser, sharedUser] = this.byUser.map((limiter) => ({ limiter, key: user }));
    const [localNetwork, sharedNetwork] = this.byAddress.map((limiter) => ({
      limiter,
      key: network,
    }));
    return [localUser, localNetwork, sharedUser, sharedNetwork].filter((each) => !!each);
  }

  private keysOf(
    tenant: string,
    username: string,
    address: string,
  ): { user: string; network: string } {
    const network = this.counters.addressKey(address);
    return { network, user: this.counters.keyOf(network, tenant, username.toLowerCase()) };
  }

  private both(name: string, points: number): (RateLimiterMemory | RateLimiterRedis)[] {
    return [this.counters.local(name, points), this.counters.strict(name, points)];
  }
}
