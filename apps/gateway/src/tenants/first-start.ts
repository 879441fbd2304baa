import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '@libs/messaging';
import { GatewayConfig } from '../gateway.config.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { addTenant, FIRST_ADMINISTRATOR } from './add-tenant.js';

const TENANT = {
  id: '00000000-0000-7000-8000-000000000001',
  code: 'default',
  name: 'Default plant',
};

/** Makes the first tenant and its administrator, unless they are there. */
@Injectable()
export class FirstStart implements OnModuleInit {
  constructor(
    private readonly config: GatewayConfig,
    private readonly tenants: TenantRepository,
    private readonly accounts: AccountRepository,
    private readonly outbox: Outbox,
  ) {}

  async onModuleInit(): Promise<void> {
    if ((await this.tenants.findId(TENANT.code)) !== undefined) return;
    const given = this.config.adminPassword;
    const password = given ?? randomBytes(15).toString('base64url');
    const { tenants, accounts, outbox } = this;
    const made = await addTenant({ tenants, accounts, outbox }, TENANT, password);
    if (made && given === undefined) {
      process.stdout.write(
        `First login: ${FIRST_ADMINISTRATOR} with password ${password} (shown only now)\n`,
      );
    }
  }
}
