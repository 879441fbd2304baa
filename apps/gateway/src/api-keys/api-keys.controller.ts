import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { pageWindow } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { validate as isUuid } from 'uuid';
import { CurrentPrincipal, Permission } from '../auth/permission.js';
import type { Principal } from '../auth/principal.js';
import { Created, Gone, One, PageOf } from '../docs/answers.js';
import { InTheNameOf, type Asking } from '../http/agents-client.js';
import { PageAnswer } from '../http/envelope.js';
import { ApiKeyRepository } from '../persistence/api-key.repository.js';
import { apiKeyView, ApiKeyView, IssuedApiKeyView, ListApiKeys, NewApiKey } from './api-key.dto.js';
import { IssueApiKey } from './issue-api-key.js';
import { RevokeApiKey } from './revoke-api-key.js';

@ApiTags('api keys')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly issue: IssueApiKey,
    private readonly revoke: RevokeApiKey,
  ) {}

  @Post()
  @Permission('api_keys.manage')
  @Created(IssuedApiKeyView, 'Issues a key for a machine; it is shown only now', '/api/v1/api-keys')
  issueApiKey(
    @Body() input: NewApiKey,
    @CurrentPrincipal() principal: Principal,
    @InTheNameOf() asking: Asking,
  ): Promise<IssuedApiKeyView> {
    return this.issue.run(input, principal, asking);
  }

  @Get()
  @Permission('api_keys.read')
  @PageOf(ApiKeyView, 'Lists API keys without their secrets, newest first')
  async listApiKeys(
    @Query() query: ListApiKeys,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<PageAnswer> {
    const { items, totalCount } = await this.keys.list(caller.tenantId, pageWindow(query));
    return PageAnswer.of(items.map(apiKeyView), totalCount, query);
  }

  @Get(':id')
  @Permission('api_keys.read')
  @One(ApiKeyView, 'One API key without its secret')
  async getApiKey(
    @Param('id') id: string,
    @CurrentPrincipal() { caller }: Principal,
  ): Promise<ApiKeyView> {
    const found = isUuid(id) ? await this.keys.find(caller.tenantId, id) : undefined;
    if (!found) throw Refusal.notFound('API key', id);
    return apiKeyView(found);
  }

  @Delete(':id')
  @Permission('api_keys.manage')
  @Gone('Revokes an API key')
  revokeApiKey(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    return this.revoke.run(id, principal);
  }
}
