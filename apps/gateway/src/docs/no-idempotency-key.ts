import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** Says why a POST takes no Idempotency-Key. */
export const NoIdempotencyKey = (why: string): MethodDecorator =>
  applyDecorators(ApiExtension('x-no-idempotency-key', why));
