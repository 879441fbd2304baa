import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AuditEntryView,
  AuditHeadView,
  AuditKeyView,
  GetAuditEntry,
  GetAuditHead,
  GetAuditKey,
  ListAuditEntries,
  ListSignedAuditHeads,
  SignedAuditHeadView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer, PageAnswer } from '../http/envelope.js';

@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('audit.read')
  @PageOrStretchOf(AuditEntryView, 'Lists who did what, newest first unless told otherwise')
  listEntries(
    @Query() query: ListAuditEntries,
    @InTheNameOf() asking: Asking,
  ): Promise<ListAnswer> {
    return this.agents.list(ListAuditEntries, query, asking);
  }

  @Get('head')
  @Permission('audit.read')
  @One(AuditHeadView, 'Where the chain of entries ends')
  getHead(@InTheNameOf() asking: Asking): Promise<AuditHeadView> {
    return this.agents.ask(GetAuditHead, {}, asking);
  }

  @Get('key')
  @Permission('audit.read')
  @One(AuditKeyView, 'The public key that signed heads are verified with')
  getKey(@InTheNameOf() asking: Asking): Promise<AuditKeyView> {
    return this.agents.ask(GetAuditKey, {}, asking);
  }

  @Get('exports')
  @Permission('audit.read')
  @PageOf(SignedAuditHeadView, 'Lists the signed heads, newest first')
  listSignedHeads(
    @Query() query: ListSignedAuditHeads,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListSignedAuditHeads, query, asking);
  }

  @Get(':entry')
  @Permission('audit.read')
  @One(AuditEntryView, 'One entry, by its number or by the id of its event')
  getEntry(@Param('entry') entry: string, @InTheNameOf() asking: Asking): Promise<AuditEntryView> {
    return this.agents.ask(GetAuditEntry, { entry }, asking);
  }
}
