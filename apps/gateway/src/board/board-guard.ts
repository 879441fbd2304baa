import { Injectable } from '@nestjs/common';
import { Authentication } from '../auth/authentication.js';
import { GatewayConfig } from '../gateway.config.js';
import { faultOf, HttpProblem, sendProblem } from '../http/problem.js';
import { headerOf, type HttpReply, type HttpRequest } from '../http/request.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { RateLimits } from '../rate-limits/rate-limits.js';

const HARMLESS = ['GET', 'HEAD'];

/** Whether a page of ours, or no page at all, sent this. */
function isOurs(request: HttpRequest): boolean {
  if (HARMLESS.includes(request.method)) return true;
  if (headerOf(request, 'authorization') !== undefined) return true;
  const site = headerOf(request, 'sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = headerOf(request, 'origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
}

/** Lets only those near the queues who may steer them. */
@Injectable()
export class BoardGuard {
  constructor(
    private readonly authentication: Authentication,
    private readonly limits: RateLimits,
    private readonly tenants: TenantRepository,
    private readonly config: GatewayConfig,
  ) {}

  /** Answers itself when the request may not pass. */
  async check(request: HttpRequest, reply: HttpReply): Promise<HttpReply | undefined> {
    try {
      const principal = await this.authentication.principalOf(request, true);
      const { tenantId, permissions } = principal.caller;
      // The queues are those of all tenants: who sees them runs the installation.
      const isOperators = tenantId === (await this.tenants.findId(this.config.boardTenant));
      if (!permissions.includes('board.use') || !isOperators || !isOurs(request)) {
        const detail =
          'This needs the permission board.use in the tenant that runs the installation, and a page of ours.';
        throw new HttpProblem({ status: 403, title: 'Forbidden', detail });
      }
      request.principal = principal;
      await this.limits.admit(request, reply);
      return undefined;
    } catch (error) {
      const fault = await this.limits.refuse(request, reply, faultOf(error));
      const wantsPage = (headerOf(request, 'accept') ?? '').includes('text/html');
      if (fault.status === 401 && wantsPage) return reply.redirect('/board-login', 303);
      sendProblem(request, reply, fault);
      return reply;
    }
  }
}
