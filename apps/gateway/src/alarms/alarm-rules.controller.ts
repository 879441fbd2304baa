import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ActivateAlarmRule,
  AlarmRuleView,
  CompareAlarmRule,
  DraftAlarmRule,
  GetAlarmRule,
  ListAlarmRules,
  ListRuleActivations,
  RetireAlarmRule,
  ReviseAlarmRule,
  RollBackAlarmRule,
  RuleActivationView,
  RuleComparison,
  ShadowAlarmRule,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { VersionPipe } from '../http/version-pipe.js';
import {
  ActivateAlarmRuleBody,
  ActivationsQuery,
  ComparisonQuery,
  ReviseAlarmRuleBody,
  RollBackAlarmRuleBody,
  RuleVersionsQuery,
} from './alarm-rule.dto.js';

@ApiTags('alarm rules')
@Controller('api/v1/alarm-rules')
export class AlarmRulesController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('alarm_rules.read')
  @PageOf(AlarmRuleView, 'Lists versions of alarm rules, the latest changed first')
  listRules(@Query() query: ListAlarmRules, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListAlarmRules, query, asking);
  }

  @Post()
  @Permission('alarm_rules.manage')
  @Created(AlarmRuleView, 'Drafts an alarm rule', '/api/v1/alarm-rules')
  draftRule(@Body() body: DraftAlarmRule, @InTheNameOf() asking: Asking): Promise<AlarmRuleView> {
    return this.agents.ask(DraftAlarmRule, body, asking);
  }

  @Get(':id')
  @Permission('alarm_rules.read')
  @One(AlarmRuleView, 'The latest version of an alarm rule')
  getRule(@Param('id') ruleId: string, @InTheNameOf() asking: Asking): Promise<AlarmRuleView> {
    return this.agents.ask(GetAlarmRule, { ruleId }, asking);
  }

  @Get(':id/versions')
  @Permission('alarm_rules.read')
  @PageOf(AlarmRuleView, 'Lists the versions of an alarm rule')
  listVersions(
    @Param('id') ruleId: string,
    @Query() query: RuleVersionsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListAlarmRules, Object.assign(query, { ruleId }), asking);
  }

  @Get(':id/comparison')
  @Permission('alarm_rules.read')
  @One(RuleComparison, 'What a version raised or would have raised, beside the active one')
  compareRule(
    @Param('id') ruleId: string,
    @Query() query: ComparisonQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<RuleComparison> {
    return this.agents.ask(CompareAlarmRule, Object.assign(query, { ruleId }), asking);
  }

  @Get(':id/activations')
  @Permission('alarm_rules.read')
  @PageOf(RuleActivationView, 'Lists the decisions to let versions raise alarms, newest first')
  listRuleActivations(
    @Param('id') ruleId: string,
    @Query() query: ActivationsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListRuleActivations, Object.assign(query, { ruleId }), asking);
  }

  @Put(':id')
  @Permission('alarm_rules.manage')
  @One(AlarmRuleView, 'Drafts the next version of an alarm rule')
  reviseRule(
    @Param('id') ruleId: string,
    @Body() body: ReviseAlarmRuleBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmRuleView> {
    return this.agents.ask(ReviseAlarmRule, Object.assign(body, { ruleId }), asking);
  }

  @Post(':id/versions/:version/shadow')
  @Permission('alarm_rules.manage')
  @One(AlarmRuleView, 'Tries a version without raising alarms')
  shadowRule(
    @Param('id') ruleId: string,
    @Param('version', VersionPipe) version: number,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmRuleView> {
    return this.agents.ask(ShadowAlarmRule, { ruleId, version }, asking);
  }

  @Post(':id/versions/:version/activate')
  @Permission('alarm_rules.manage')
  @One(AlarmRuleView, 'Lets a version raise alarms; what is known of it is kept with the decision')
  activateRule(
    @Param('id') ruleId: string,
    @Param('version', VersionPipe) version: number,
    @Body() body: ActivateAlarmRuleBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmRuleView> {
    return this.agents.ask(ActivateAlarmRule, Object.assign(body, { ruleId, version }), asking);
  }

  @Post(':id/versions/:version/roll-back')
  @Permission('alarm_rules.manage')
  @One(AlarmRuleView, 'Lets a version that was active before raise alarms again, as it was')
  rollBackRule(
    @Param('id') ruleId: string,
    @Param('version', VersionPipe) version: number,
    @Body() body: RollBackAlarmRuleBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmRuleView> {
    return this.agents.ask(RollBackAlarmRule, Object.assign(body, { ruleId, version }), asking);
  }

  @Post(':id/versions/:version/retire')
  @Permission('alarm_rules.manage')
  @One(AlarmRuleView, 'Puts a version away')
  retireRule(
    @Param('id') ruleId: string,
    @Param('version', VersionPipe) version: number,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmRuleView> {
    return this.agents.ask(RetireAlarmRule, { ruleId, version }, asking);
  }
}
