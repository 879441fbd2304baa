import {
  Body,
  Controller,
  Delete,
  Get,
  Param,
  Patch,
  Post,
  Put,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { pageWindow } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Created, Gone, One, PageOf } from '../docs/answers.js';
import { InTheNameOf, type Asking } from '../http/agents-client.js';
import { PageAnswer } from '../http/envelope.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import { AddUser } from './add-user.js';
import { ChangeUser } from './change-user.js';
import { SetPassword } from './set-password.js';
import { ListUsers, NewPassword, NewUser, UserChanges, userView, UserView } from './user.dto.js';

@ApiTags('users')
@Controller('api/v1/users')
@UseInterceptors(EtagInterceptor)
export class UsersController {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly addUsers: AddUser,
    private readonly changeUsers: ChangeUser,
    private readonly setPasswords: SetPassword,
  ) {}

  @Post()
  @Permission('users.manage')
  @Created(UserView, 'Adds a user, with a password or invited by e-mail', '/api/v1/users')
  addUser(@Body() input: NewUser, @InTheNameOf() asking: Asking): Promise<UserView> {
    return this.addUsers.run(input, asking);
  }

  @Get()
  @Permission('users.read')
  @PageOf(UserView, 'Lists users, newest first')
  async listUsers(
    @Query() query: ListUsers,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<PageAnswer> {
    const { search, enabled } = query;
    const filter = {
      ...(search !== undefined && { search }),
      ...(enabled !== undefined && { enabled: enabled === 'true' }),
    };
    const window = pageWindow(query);
    const { items, totalCount } = await this.accounts.list(caller.tenantId, filter, window);
    return PageAnswer.of(items.map(userView), totalCount, query);
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
    return userView(found);
  }

  @Patch(':id')
  @Permission('users.manage')
  @TakesIfMatch()
  @One(UserView, 'Changes a user: name, e-mail, roles, or whether they may come in')
  changeUser(
    @Param('id') id: string,
    @Body() input: UserChanges,
    @ExpectedVersion() seen: Seen,
    @CurrentPrincipal() principal: Principal,
  ): Promise<UserView> {
    return this.changeUsers.run(id, input, seen, principal);
  }

  @Put(':id/password')
  @Permission('users.manage')
  @Gone('Gives a user another password; all their sessions end')
  setPassword(
    @Param('id') id: string,
    @Body() { password }: NewPassword,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<void> {
    return this.setPasswords.run(id, password, caller);
  }

  @Delete(':id')
  @Permission('users.manage')
  @TakesIfMatch()
  @Gone('Removes a user for good; the name stays theirs, for the audit')
  removeUser(
    @Param('id') id: string,
    @ExpectedVersion() seen: Seen,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    return this.changeUsers.remove(id, seen, principal);
  }
}
