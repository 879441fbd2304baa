import { randomBytes } from 'node:crypto';
import { DatabaseConfig, dataSourceFor, UnitOfWork } from '@libs/database';
import { Outbox } from '@libs/messaging';
import { AgentIdentity, configurationOf } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { AccountRepository } from '../persistence/account.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { addTenant, FIRST_ADMINISTRATOR, type TenantStore } from './add-tenant.js';

const CODE = /^[a-z0-9][a-z0-9-]{0,59}$/;

async function add(
  { tenants, ...store }: TenantStore,
  code: string,
  name: string,
): Promise<string> {
  if (!CODE.test(code)) throw new Error('A code is small letters, digits and hyphens, at most 60.');
  if (name === '' || name.length > 200) throw new Error('A name has 1 to 200 characters.');
  const password = randomBytes(15).toString('base64url');
  const tenant = { id: uuidv7(), code, name };
  if (!(await addTenant({ tenants, ...store }, tenant, password))) {
    throw new Error(`There is a tenant ${code} already.`);
  }
  const login = `${FIRST_ADMINISTRATOR} with password ${password}`;
  return `${code} is ${tenant.id}.\nFirst login: ${login} (shown only now)\n`;
}

async function list({ tenants }: TenantStore): Promise<string> {
  const lines = (await tenants.list()).map(({ id, code, name }) => `${code}\t${id}\t${name}\n`);
  return lines.join('');
}

async function withStore(work: (store: TenantStore) => Promise<string>): Promise<string> {
  const dataSource = dataSourceFor('gateway', [], configurationOf('gateway', DatabaseConfig));
  await dataSource.initialize();
  try {
    const unitOfWork = new UnitOfWork(dataSource);
    return await work({
      tenants: new TenantRepository(unitOfWork),
      accounts: new AccountRepository(unitOfWork),
      outbox: new Outbox(new AgentIdentity('gateway')),
    });
  } finally {
    await dataSource.destroy();
  }
}

/** Carries out a command line; answers what to print, or undefined when it is none of ours. */
export async function manageTenants([command, code, name, ...rest]: readonly string[]): Promise<
  string | undefined
> {
  if (command === 'list' && code === undefined) return withStore(list);
  if (command === 'add' && code !== undefined && name !== undefined && rest.length === 0) {
    return withStore((store) => add(store, code, name));
  }
  return undefined;
}
