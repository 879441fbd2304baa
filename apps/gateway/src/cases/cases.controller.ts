import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CaseEvidenceView,
  CaseView,
  GetCase,
  ListCaseEvidence,
  ListCases,
  MarkCaseDuplicate,
  MarkCaseFalsePositive,
  ReopenCase,
  ResolveCase,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer, PageAnswer } from '../http/envelope.js';
import {
  DuplicateBody,
  EvidenceQuery,
  FalsePositiveBody,
  ReopenCaseBody,
  ResolveCaseBody,
} from './case.dto.js';

@ApiTags('cases')
@Controller('api/v1/cases')
export class CasesController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('cases.read')
  @PageOrStretchOf(CaseView, 'Lists cases, newest first')
  listCases(@Query() query: ListCases, @InTheNameOf() asking: Asking): Promise<ListAnswer> {
    return this.agents.list(ListCases, query, asking);
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

  @Post(':id/false-positive')
  @Permission('cases.resolve')
  @One(CaseView, 'Ends a case because there was no trouble')
  markFalsePositive(
    @Param('id') caseId: string,
    @Body() body: FalsePositiveBody,
    @InTheNameOf() asking: Asking,
  ): Promise<CaseView> {
    return this.agents.ask(MarkCaseFalsePositive, Object.assign(body, { caseId }), asking);
  }

  @Post(':id/duplicate')
  @Permission('cases.resolve')
  @One(CaseView, 'Ends a case as part of another')
  markDuplicate(
    @Param('id') caseId: string,
    @Body() body: DuplicateBody,
    @InTheNameOf() asking: Asking,
  ): Promise<CaseView> {
    return this.agents.ask(MarkCaseDuplicate, Object.assign(body, { caseId }), asking);
  }

  @Post(':id/reopen')
  @Permission('cases.reopen')
  @One(CaseView, 'Goes on with an ended case')
  reopenCase(
    @Param('id') caseId: string,
    @Body() body: ReopenCaseBody,
    @InTheNameOf() asking: Asking,
  ): Promise<CaseView> {
    return this.agents.ask(ReopenCase, Object.assign(body, { caseId }), asking);
  }

  @Get(':id/evidence')
  @Permission('cases.read')
  @PageOf(CaseEvidenceView, 'What a case rests on, newest first')
  listEvidence(
    @Param('id') caseId: string,
    @Query() query: EvidenceQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListCaseEvidence, Object.assign(query, { caseId }), asking);
  }
}
