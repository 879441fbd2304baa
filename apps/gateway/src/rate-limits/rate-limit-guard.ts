import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { RateLimits } from './rate-limits.js';

/** Counts what passed the permission guard, by who asks or else by their address. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await this.limits.admit(http.getRequest<HttpRequest>(), http.getResponse<HttpReply>());
    return true;
  }
}
