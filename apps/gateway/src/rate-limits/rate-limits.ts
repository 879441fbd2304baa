import { Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterRedis } from 'rate-limiter-flexible';
import { faultOf, HttpProblem, type Fault } from '../http/problem.js';
import { pathOf, type HttpReply, type HttpRequest } from '../http/request.js';
import { Counters } from './counters.js';
import { RateLimitsConfig } from './rate-limits.config.js';

/** What those get whom nobody knows. */
const NOBODY = [401, 404, 405];

const READS = ['GET', 'HEAD', 'OPTIONS'];
const READINGS = '/api/v1/readings';

interface Limit {
  readonly name: string;
  readonly limiter: RateLimiterRedis;
  readonly key: string;
}

function policyOf({ name, limiter }: Limit): string {
  return `"${name}";q=${limiter.points};w=${limiter.duration}`;
}

function standingOf({ name }: Limit, { remainingPoints, msBeforeNext }: RateLimiterRes): string {
  return `"${name}";r=${remainingPoints};t=${Math.ceil(msBeforeNext / 1000)}`;
}

/** Refuses who asks too often, and tells everybody how far they are from it. */
@Injectable()
export class RateLimits {
  private readonly limiters: Readonly<
    Record<
      'reads' | 'writes' | 'readings' | 'tenant' | 'public' | 'refused' | 'health',
      RateLimiterRedis
    >
  >;

  private readonly admitted = new WeakSet<HttpRequest>();

  constructor(
    private readonly counters: Counters,
    config: RateLimitsConfig,
  ) {
    this.limiters = {
      reads: counters.insured('reads', config.rateLimitReadsPerMinute),
      writes: counters.insured('writes', config.rateLimitWritesPerMinute),
      readings: counters.insured('readings', config.rateLimitReadingsPerMinute),
      tenant: counters.insured('tenant', config.rateLimitTenantPerMinute),
      public: counters.insured('public', config.rateLimitPublicPerMinute),
      refused: counters.insured('refused', config.rateLimitPublicPerMinute),
      health: counters.insured('health', config.rateLimitHealthPerMinute),
    };
  }

  /** Counts a request that passed the guard. */
  admit(request: HttpRequest, reply: HttpReply): Promise<void> {
    this.admitted.add(request);
    return this.count(this.limitsOf(request), reply);
  }

  /**
   * Counts a request that is refused for want of a token, or of a route, unless it is counted.
   * Answers why it is refused: that, or by now the limit.
   */
  async refuse(request: HttpRequest, reply: HttpReply, fault: Fault): Promise<Fault> {
    if (this.admitted.has(request) || !NOBODY.includes(fault.status)) return fault;
    const limit = this.limit('refused', this.counters.addressKey(request.ip));
    return this.count([limit], reply).then(() => fault, faultOf);
  }

  private limitsOf(request: HttpRequest): Limit[] {
    const { principal, method } = request;
    const path = pathOf(request);
    if (!principal) {
      const name = path.startsWith('/health') ? 'health' : 'public';
      return [this.limit(name, this.counters.addressKey(request.ip))];
    }
    const { tenantId, actor } = principal.caller;
    const key = this.counters.keyOf(tenantId, actor);
    if (method === 'POST' && path === READINGS) return [this.limit('readings', key)];
    const name = READS.includes(method) ? 'reads' : 'writes';
    return [this.limit(name, key), this.limit('tenant', this.counters.keyOf(tenantId))];
  }

  private limit(name: keyof RateLimits['limiters'], key: string): Limit {
    return { name, key, limiter: this.limiters[name] };
  }

  /** One after the other: what one key asks too often must not count against its tenant. */
  private async count(limits: readonly Limit[], reply: HttpReply): Promise<void> {
    void reply.header('RateLimit-Policy', limits.map(policyOf).join(', '));
    const standings: string[] = [];
    for (const limit of limits) {
      const counted = await limit.limiter.consume(limit.key).catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes) throw this.tooMany(limit, refused, reply);
        throw refused;
      });
      standings.push(standingOf(limit, counted));
    }
    void reply.header('RateLimit', standings.join(', '));
  }

  private tooMany(limit: Limit, refused: RateLimiterRes, reply: HttpReply): HttpProblem {
    const { points, duration } = limit.limiter;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    void reply.header('RateLimit', standingOf(limit, refused));
    return new HttpProblem({
      status: 429,
      title: 'Too many requests',
      detail: `More than ${points} in ${duration} s (${limit.name}); try again in ${seconds} s.`,
      headers: { 'Retry-After': String(seconds) },
    });
  }
}
