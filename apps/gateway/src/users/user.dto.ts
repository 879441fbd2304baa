import {
  EmailAddress,
  Flag,
  Instant,
  PageRequest,
  Text,
  TextList,
  Uuid,
  Whole,
} from '@libs/contracts';
import { ArrayMinSize } from 'class-validator';
import type { Account } from '../persistence/account.repository.js';

const ROLES_HELP = 'Built-in and custom roles by name';

/** A user. */
export class UserView {
  @Uuid() id!: string;
  @Uuid() tenantId!: string;
  @Text({ max: 60 }) username!: string;
  @Text({ max: 200, optional: true }) displayName?: string;
  @EmailAddress({ optional: true }) email?: string;
  @TextList({ max: 20, description: ROLES_HELP }) roles!: readonly string[];
  @Flag() enabled!: boolean;
  @Flag({ description: 'Whether there is a password to log in with' }) hasPassword!: boolean;
  @Whole({ min: 1 }) version!: number;
  @Instant() createdAt!: string;
}

/** A new user: with a password, or invited by e-mail to sign in through an external issuer. */
export class NewUser {
  @Text({ max: 60, pattern: /^[a-z0-9][a-z0-9._-]*$/, example: 'tina' }) username!: string;
  @Text({ min: 12, max: 200, optional: true }) password?: string;
  @Text({ max: 200, optional: true }) displayName?: string;
  @EmailAddress({ optional: true }) email?: string;
  @ArrayMinSize(1)
  @TextList({ max: 20, example: ['technician'], description: ROLES_HELP })
  roles!: string[];
}

/** What is to be another of a user. */
export class UserChanges {
  @Text({ max: 200, optional: true, nullable: true }) displayName?: string | null;
  @EmailAddress({ optional: true, nullable: true }) email?: string | null;
  @ArrayMinSize(1)
  @TextList({ max: 20, optional: true, description: ROLES_HELP })
  roles?: string[];
  @Flag({ optional: true }) enabled?: boolean;
}

/** Another password for a user. */
export class NewPassword {
  @Text({ min: 12, max: 200 }) password!: string;
}

/** Which users to list. */
export class ListUsers extends PageRequest<UserView> {
  @Text({ max: 100, optional: true, description: 'Part of name, display name or e-mail' })
  search?: string;
  @Text({ max: 5, pattern: /^(true|false)$/, optional: true, description: 'true or false' })
  enabled?: string;
}

/** A user as it may be shown. */
export function userView(account: Account): UserView {
  const { id, tenantId, username, displayName, email, roles, enabled, version } = account;
  return {
    id,
    tenantId,
    username,
    ...(displayName !== null && { displayName }),
    ...(email !== null && { email }),
    roles,
    enabled,
    hasPassword: account.passwordHash !== null,
    version,
    createdAt: account.createdAt.toISOString(),
  };
}
