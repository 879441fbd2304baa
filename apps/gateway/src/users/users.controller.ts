import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { pageWindow } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { UserView } from '../auth/auth.dto.js';
import { hashPassword } from '../auth/passwords.js';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { PageAnswer } from '../http/envelope.js';
import { AccountRepository, accountView } from '../persistence/account.repository.js';
import { ListUsers, NewUser } from './user.dto.js';

@ApiTags('users')
@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly accounts: AccountRepository) {}

  @Post()
  @Permission('users.manage')
  @Created(UserView, 'Adds a local user', '/api/v1/users')
  async addUser(
    @Body() { username, password, roles }: NewUser,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<UserView> {
    const account = {
      tenantId: caller.tenantId,
      id: uuidv7(),
      username,
      passwordHash: await hashPassword(password),
      roles: [...new Set(roles)],
      enabled: true,
      createdAt: new Date(),
    };
    if (!(await this.accounts.add(account))) {
      throw Refusal.conflict('A user of this name is there already.');
    }
    return accountView(account);
  }

  @Get()
  @Permission('users.read')
  @PageOf(UserView, 'Lists users, newest first')
  async listUsers(
    @Query() query: ListUsers,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<PageAnswer> {
    const { items, totalCount } = await this.accounts.list(caller.tenantId, pageWindow(query));
    const { page = 1, pageSize = 20 } = query;
    return new PageAnswer(items.map(accountView), totalCount, page, pageSize);
  }

  @Get(':id')
  @Permission('users.read')
  @One(UserView, 'One user')
  async getUser(
    @Param('id') id: string,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<UserView> {
    const found = isUuid(id) ? await this.accounts.find(caller.tenantId, id) : undefined;
    if (!found) throw Refusal.notFound('user', id);
    return accountView(found);
  }
}
