import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { RateLimits } from '../rate-limits/rate-limits.js';
import { faultOf, sendProblem, type Fault } from './problem.js';
import { pathOf, type HttpReply, type HttpRequest } from './request.js';
import { RouteTable } from './route-table.js';

/** Turns whatever went wrong into a problem document; internals stay in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(
    private readonly routes: RouteTable,
    private readonly limits: RateLimits,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<HttpRequest>();
    const reply = host.switchToHttp().getResponse<HttpReply>();
    const found = this.otherMethods(request) ?? faultOf(error);
    const fault = await this.limits.refuse(request, reply, found);
    if (fault.status >= 500) this.logger.error(error);
    if (reply.sent || reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(request, reply, fault);
  }

  private otherMethods(request: HttpRequest): Fault | undefined {
    if (!request.is404) return undefined;
    const methods = this.routes.methodsOf(pathOf(request));
    const detail = `${request.method} is not possible here.`;
    if (methods.length > 0) {
      const headers = { Allow: methods.join(', ') };
      return { status: 405, title: 'Method not allowed', detail, allowed: methods, headers };
    }
    return { status: 404, title: 'Not found', detail: `There is no ${pathOf(request)}.` };
  }
}
