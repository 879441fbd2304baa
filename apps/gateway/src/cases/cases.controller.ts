import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseView, GetCase, ListCases, ResolveCase } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { ResolveCaseBody } from './case.dto.js';

@ApiTags('cases')
@Controller('api/v1/cases')
export class CasesController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('cases.read')
  @PageOf(CaseView, 'Lists cases, newest first')
  listCases(@Query() query: ListCases, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListCases, query, asking);
  }

  @Get(':id')
  @Permission('cases.read')
  @One(CaseView, 'One case')
  getCase(@Param('id') caseId: string, @InTheNameOf() asking: Asking): Promise<CaseView> {
    return this.agents.ask(GetCase, { caseId }, asking);
  }

  @Post(':id/resolve')
  @Permission('cases.resolve')
  @One(CaseView, 'Ends a case by hand')
  resolveCase(
    @Param('id') caseId: string,
    @Body() body: ResolveCaseBody,
    @InTheNameOf() asking: Asking,
  ): Promise<CaseView> {
    return this.agents.ask(ResolveCase, Object.assign(body, { caseId }), asking);
  }
}
