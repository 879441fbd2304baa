import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { GatewayConfig } from '../gateway.config.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { hashPassword } from './passwords.js';

const TENANT = {
  id: '00000000-0000-7000-8000-000000000001',
  code: 'default',
  name: 'Default plant',
};
const USERNAME = 'admin';

/** Makes the first tenant and its administrator, unless they are there. */
@Injectable()
export class FirstStart implements OnModuleInit {
  constructor(
    private readonly config: GatewayConfig,
    private readonly accounts: AccountRepository,
  ) {}

  async onModuleInit(): Promise<void> {
    if (await this.accounts.findForLogin(TENANT.code, USERNAME)) return;
    const given = this.config.adminPassword;
    const password = given ?? randomBytes(15).toString('base64url');
    const made = await this.accounts.addFirst(TENANT, {
      tenantId: TENANT.id,
      id: uuidv7(),
      username: USERNAME,
      passwordHash: await hashPassword(password),
      roles: ['admin'],
      enabled: true,
      createdAt: new Date(),
    });
    if (made && given === undefined) {
      process.stdout.write(`First login: ${USERNAME} with password ${password} (shown only now)\n`);
    }
  }
}
