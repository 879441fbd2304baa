import { violatedConstraint } from '@libs/database';
import { Refusal } from '@libs/messaging';

const TAKEN: Readonly<Record<string, string>> = {
  equipment_code_key: 'code',
  equipment_serial_key: 'serialNumber',
  equipment_external_id_pkey: 'externalIds',
};

/** The error as its sender understands it: what is taken is named. */
export function explained(error: unknown): unknown {
  const field = TAKEN[violatedConstraint(error) ?? ''];
  if (!field) return error;
  return new Refusal({
    status: 409,
    title: 'Conflict',
    detail: `Equipment with this ${field} is registered already.`,
    errors: [{ field, message: `${field} is taken` }],
  });
}
