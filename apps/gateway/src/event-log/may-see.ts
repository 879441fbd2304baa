import type { CloudEvent, PermissionName } from '@libs/contracts';
import type { Caller } from '@libs/messaging';

const PEOPLE: PermissionName = 'users.read';

/** Whether somebody may see an event: those of people and keys are not for everybody. */
export const maySee = (caller: Caller, event: CloudEvent): boolean =>
  event.source !== '/agents/gateway' || caller.permissions.includes(PEOPLE);
