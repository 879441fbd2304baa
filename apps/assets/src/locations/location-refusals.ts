import { violatedConstraint } from '@libs/database';
import { Refusal } from '@libs/messaging';

/** The error as its sender understands it. */
export function explained(error: unknown): unknown {
  if (violatedConstraint(error) !== 'location_code_key') return error;
  return new Refusal({
    status: 409,
    title: 'Conflict',
    detail: 'A location with this code is registered already.',
    errors: [{ field: 'code', message: 'code is taken' }],
  });
}
