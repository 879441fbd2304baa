import { Body, Controller, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ActivateMaintenancePlan,
  ChangeMaintenancePlan,
  DraftMaintenancePlan,
  GetMaintenancePlan,
  ListMaintenancePlans,
  MaintenancePlanView,
  PauseMaintenancePlan,
  PlanPreviewView,
  PreviewMaintenancePlan,
  ResumeMaintenancePlan,
  RetireMaintenancePlan,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, TakesIfMatch, type Seen } from '../http/expected-version.js';
import { ChangeMaintenancePlanBody } from './plan.dto.js';

@ApiTags('maintenance plans')
@Controller('api/v1/maintenance-plans')
@UseInterceptors(EtagInterceptor)
export class MaintenancePlansController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('maintenance_plans.read')
  @PageOf(MaintenancePlanView, 'Lists maintenance plans, the latest changed first')
  listMaintenancePlans(
    @Query() query: ListMaintenancePlans,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListMaintenancePlans, query, asking);
  }

  @Post()
  @Permission('maintenance_plans.manage')
  @Created(MaintenancePlanView, 'Drafts a maintenance plan', '/api/v1/maintenance-plans')
  draftMaintenancePlan(
    @Body() body: DraftMaintenancePlan,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanView> {
    return this.agents.ask(DraftMaintenancePlan, body, asking);
  }

  @Post('preview')
  @Permission('maintenance_plans.read')
  @One(PlanPreviewView, 'What a plan would ask for; nothing is kept')
  previewMaintenancePlan(
    @Body() body: PreviewMaintenancePlan,
    @InTheNameOf() { caller }: Asking,
  ): Promise<PlanPreviewView> {
    return this.agents.ask(PreviewMaintenancePlan, body, { caller });
  }

  @Get(':id')
  @Permission('maintenance_plans.read')
  @One(MaintenancePlanView, 'One maintenance plan and what may be done with it now')
  getMaintenancePlan(
    @Param('id') planId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanView> {
    return this.agents.ask(GetMaintenancePlan, { planId }, asking);
  }

  @Put(':id')
  @TakesIfMatch()
  @Permission('maintenance_plans.manage')
  @One(MaintenancePlanView, 'Replaces what a maintenance plan says')
  changeMaintenancePlan(
    @Param('id') planId: string,
    @Body() body: ChangeMaintenancePlanBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanView> {
    return this.agents.ask(ChangeMaintenancePlan, Object.assign(body, { planId, ...seen }), asking);
  }

  @Post(':id/activate')
  @TakesIfMatch()
  @Permission('maintenance_plans.manage')
  @One(MaintenancePlanView, 'Puts a draft in force')
  activateMaintenancePlan(
    @Param('id') planId: string,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanView> {
    return this.agents.ask(ActivateMaintenancePlan, { planId, ...seen }, asking);
  }

  @Post(':id/pause')
  @TakesIfMatch()
  @Permission('maintenance_plans.manage')
  @One(MaintenancePlanView, 'Takes a plan out of force for a while')
  pauseMaintenancePlan(
    @Param('id') planId: string,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanView> {
    return this.agents.ask(PauseMaintenancePlan, { planId, ...seen }, asking);
  }

  @Post(':id/resume')
  @TakesIfMatch()
  @Permission('maintenance_plans.manage')
  @One(MaintenancePlanView, 'Puts a paused plan in force again')
  resumeMaintenancePlan(
    @Param('id') planId: string,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanView> {
    return this.agents.ask(ResumeMaintenancePlan, { planId, ...seen }, asking);
  }

  @Post(':id/retire')
  @TakesIfMatch()
  @Permission('maintenance_plans.manage')
  @One(MaintenancePlanView, 'Puts a plan away')
  retireMaintenancePlan(
    @Param('id') planId: string,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanView> {
    return this.agents.ask(RetireMaintenancePlan, { planId, ...seen }, asking);
  }
}
