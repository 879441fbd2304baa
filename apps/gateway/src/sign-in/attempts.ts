import { Injectable } from '@nestjs/common';
import { HttpProblem } from '../http/problem.js';
import { SignInLimiter } from '../rate-limits/sign-in-limiter.js';

/** Lets nobody try to prove who they are too often. */
@Injectable()
export class Attempts {
  constructor(private readonly limiter: SignInLimiter) {}

  /** Counts an attempt as failed until told otherwise; refuses it when there were too many. */
  async begin(tenant: string, who: string, address: string): Promise<void> {
    const waitSeconds = await this.limiter.begin(tenant, who, address);
    if (waitSeconds === 0) return;
    throw new HttpProblem({
      status: 429,
      title: 'Too many attempts',
      detail: `Too many logins failed; try again in ${waitSeconds} s.`,
      headers: { 'Retry-After': String(waitSeconds) },
    });
  }

  succeeded(tenant: string, who: string, address: string): Promise<void> {
    return this.limiter.succeeded(tenant, who, address);
  }
}
