import {
  Body,
  Controller,
  Delete,
  Get,
  Param,
  Patch,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { pageWindow, ROLE_PERMISSIONS, ROLES } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Created, Gone, ListOfAll, One, PageOf } from '../docs/answers.js';
import { InTheNameOf, type Asking } from '../http/agents-client.js';
import { PageAnswer } from '../http/envelope.js';
import { RoleRepository } from '../persistence/role.repository.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import { ChangeRoles } from './change-roles.js';
import {
  BuiltInRoleView,
  ListRoles,
  NewRole,
  RoleChanges,
  roleView,
  RoleView,
} from './role.dto.js';

@ApiTags('roles')
@Controller('api/v1/roles')
@UseInterceptors(EtagInterceptor)
export class RolesController {
  constructor(
    private readonly roles: RoleRepository,
    private readonly changeRoles: ChangeRoles,
  ) {}

  @Get('built-in')
  @Permission('roles.read')
  @ListOfAll(BuiltInRoleView, 'The roles that are always there, and what they allow')
  listBuiltInRoles(): BuiltInRoleView[] {
    return ROLES.map((name) => ({ name, permissions: ROLE_PERMISSIONS[name] }));
  }

  @Get()
  @Permission('roles.read')
  @PageOf(RoleView, 'Lists custom roles, newest first')
  async listRoles(
    @Query() query: ListRoles,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<PageAnswer> {
    const { items, totalCount } = await this.roles.list(caller.tenantId, pageWindow(query));
    return PageAnswer.of(items.map(roleView), totalCount, query);
  }

  @Post()
  @Permission('roles.manage')
  @Created(RoleView, 'Adds a role made of permissions that you have yourself', '/api/v1/roles')
  addRole(@Body() input: NewRole, @InTheNameOf() asking: Asking): Promise<RoleView> {
    return this.changeRoles.add(input, asking);
  }

  @Get(':id')
  @Permission('roles.read')
  @One(RoleView, 'One custom role')
  async getRole(
    @Param('id') id: string,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<RoleView> {
    const found = isUuid(id) ? await this.roles.find(caller.tenantId, id) : undefined;
    if (!found) throw Refusal.notFound('role', id);
    return roleView(found);
  }

  @Patch(':id')
  @Permission('roles.manage')
  @TakesIfMatch()
  @One(RoleView, 'Changes what a custom role allows')
  changeRole(
    @Param('id') id: string,
    @Body() input: RoleChanges,
    @ExpectedVersion() seen: Seen,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<RoleView> {
    return this.changeRoles.change(id, input, seen, caller);
  }

  @Delete(':id')
  @Permission('roles.manage')
  @TakesIfMatch()
  @Gone('Removes a custom role that nobody has')
  removeRole(
    @Param('id') id: string,
    @ExpectedVersion() seen: Seen,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<void> {
    return this.changeRoles.remove(id, seen, caller);
  }
}
