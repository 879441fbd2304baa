import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { PermissionName } from '@libs/contracts';
import { HttpProblem } from '../http/problem.js';
import type { HttpRequest } from '../http/request.js';
import { Authentication } from './authentication.js';
import { PERMISSION, PUBLIC } from './permission.js';

/** Lets a request pass when its caller has the permission that its route names. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(PUBLIC, handler)) return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    // A cookie travels by itself: what changes something needs a header that only our pages send.
    const principal = await this.authentication.principalOf(request, request.method === 'GET');
    const permission = this.reflector.get<PermissionName | undefined>(PERMISSION, handler);
    if (permission === undefined || !principal.caller.permissions.includes(permission)) {
      const detail = `This needs the permission ${permission ?? 'that nobody has'}.`;
      throw new HttpProblem({ status: 403, title: 'Forbidden', detail });
    }
    request.principal = principal;
    return true;
  }
}
