import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { PermissionName } from '@libs/contracts';
import { principalOf, type HttpRequest } from '../http/request.js';

/** Metadata that says what a route demands. */
export const PERMISSION = 'permission';
export const PUBLIC = 'public';

/** Says what the caller must be allowed to do; a route that says nothing is closed. */
export const Permission = (name: PermissionName): MethodDecorator =>
  applyDecorators(SetMetadata(PERMISSION, name), ApiExtension('x-permission', name));

/** Opens a route to everybody, without login. */
export const Public = (): MethodDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));

/** Hands a route the one who asks. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) =>
  principalOf(context.switchToHttp().getRequest<HttpRequest>()),
);
