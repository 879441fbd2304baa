import type { PermissionName } from '@libs/contracts';
import { Refusal, type Caller } from '@libs/messaging';

/** Refuses who may not do to each row what a table does to many. */
export function assertMay({ permissions }: Caller, needed: PermissionName): void {
  if (permissions.includes(needed)) return;
  const detail = `This needs the permission ${needed}.`;
  throw new Refusal({ status: 403, title: 'Forbidden', detail });
}
