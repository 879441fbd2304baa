import type { UserAdded } from '@libs/contracts';
import type { Account } from '../persistence/account.repository.js';

/** What every event of a user tells. */
export function userTold(account: Account): UserAdded {
  const { id: userId, username, displayName, email, roles, enabled, version } = account;
  return {
    userId,
    username,
    ...(displayName !== null && { displayName }),
    ...(email !== null && { email }),
    roles: [...roles],
    enabled,
    version,
  };
}

export const userSubject = ({ id }: Account): { subject: string } => ({ subject: `user/${id}` });
