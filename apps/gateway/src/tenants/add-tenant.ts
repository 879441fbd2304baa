import { draft, TenantAdded, UserAdded } from '@libs/contracts';
import type { Outbox } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import type { Account, AccountRepository } from '../persistence/account.repository.js';
import type { Tenant, TenantRepository } from '../persistence/tenant.repository.js';
import { hashPassword } from '../sign-in/passwords.js';
import { userSubject, userTold } from '../users/user-events.js';

/** The name of every tenant's first administrator. */
export const FIRST_ADMINISTRATOR = 'admin';

/** Where tenants, users and events are kept. */
export interface TenantStore {
  readonly tenants: TenantRepository;
  readonly accounts: AccountRepository;
  readonly outbox: Outbox;
}

/** Adds a tenant with its first administrator; false when its code is taken. */
export async function addTenant(
  { tenants, accounts, outbox }: TenantStore,
  tenant: Tenant,
  password: string,
): Promise<boolean> {
  const account: Account = {
    tenantId: tenant.id,
    id: uuidv7(),
    username: FIRST_ADMINISTRATOR,
    displayName: null,
    email: null,
    passwordHash: await hashPassword(password),
    roles: ['admin'],
    enabled: true,
    version: 1,
    createdAt: new Date(),
  };
  const added = await tenants.add(tenant, async (tx) => {
    await accounts.add(account, tx);
    const { id, code, name } = tenant;
    await outbox.add(tx, [
      draft(TenantAdded, { code, name }, { subject: `tenant/${id}` }),
      draft(UserAdded, userTold(account), userSubject(account)),
    ]);
    return true;
  });
  return added === true;
}
