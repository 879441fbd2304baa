import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UnitOfWork } from '@libs/database';
import { Refusal } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Gone, ListOfAll } from '../docs/answers.js';
import { AccountRepository } from '../persistence/account.repository.js';
import { IdentityRepository } from '../persistence/identity.repository.js';
import { identityView, IdentityView, WhichIdentity } from './identity.dto.js';
import { UnlinkIdentity } from './unlink-identity.js';

@ApiTags('users')
@Controller('api/v1/users/:id/identities')
export class UserIdentitiesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly identities: IdentityRepository,
    private readonly unlinkIdentities: UnlinkIdentity,
  ) {}

  @Get()
  @Permission('users.read')
  @ListOfAll(IdentityView, 'The external issuers that let a user in')
  async listUserIdentities(
    @Param('id') id: string,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<IdentityView[]> {
    const found = isUuid(id) ? await this.accounts.find(caller.tenantId, id) : undefined;
    if (!found) throw Refusal.notFound('user', id);
    const linked = await this.unitOfWork.run(caller.tenantId, (tx) => this.identities.list(id, tx));
    return linked.map(identityView);
  }

  @Delete()
  @Permission('users.manage')
  @Gone('Unlinks a user from an issuer; the sessions that it opened end')
  unlinkIdentity(
    @Param('id') id: string,
    @Query() { issuer }: WhichIdentity,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<void> {
    return this.unlinkIdentities.run(id, issuer, caller);
  }
}
