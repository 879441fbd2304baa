import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AcceptRuleProposal,
  DismissRuleProposal,
  ListRuleFigures,
  ListRuleProposals,
  RuleFigures,
  RuleProposalView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { AcceptRuleProposalBody, DismissRuleProposalBody } from './alarm-rule.dto.js';

@ApiTags('alarm rules')
@Controller('api/v1/alarm-rules')
export class RuleProposalsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('figures')
  @Permission('alarm_rules.read')
  @PageOf(RuleFigures, 'What every rule did, own and built in, and how often it was right')
  listRuleFigures(
    @Query() query: ListRuleFigures,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListRuleFigures, query, asking);
  }

  @Get('proposals')
  @Permission('alarm_rules.read')
  @PageOf(RuleProposalView, 'Lists rules proposed for retirement or revision, newest first')
  listRuleProposals(
    @Query() query: ListRuleProposals,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListRuleProposals, query, asking);
  }

  @Post('proposals/:id/accept')
  @Permission('alarm_rules.manage')
  @One(RuleProposalView, 'Agrees with a proposal; a rule proposed for retirement is retired')
  acceptRuleProposal(
    @Param('id') proposalId: string,
    @Body() body: AcceptRuleProposalBody,
    @InTheNameOf() asking: Asking,
  ): Promise<RuleProposalView> {
    return this.agents.ask(AcceptRuleProposal, Object.assign(body, { proposalId }), asking);
  }

  @Post('proposals/:id/dismiss')
  @Permission('alarm_rules.manage')
  @One(RuleProposalView, 'Keeps a rule as it is until its figures are worse')
  dismissRuleProposal(
    @Param('id') proposalId: string,
    @Body() body: DismissRuleProposalBody,
    @InTheNameOf() asking: Asking,
  ): Promise<RuleProposalView> {
    return this.agents.ask(DismissRuleProposal, Object.assign(body, { proposalId }), asking);
  }
}
