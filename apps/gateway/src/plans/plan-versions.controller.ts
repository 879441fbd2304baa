import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  GetMaintenancePlanVersion,
  ListMaintenancePlanVersions,
  MaintenancePlanVersionView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { VersionPipe } from '../http/version-pipe.js';
import { PlanVersionsQuery } from './plan.dto.js';

@ApiTags('maintenance plans')
@Controller('api/v1/maintenance-plans/:id/versions')
export class PlanVersionsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('maintenance_plans.read')
  @PageOf(MaintenancePlanVersionView, 'Who changed what of a maintenance plan, the latest first')
  listMaintenancePlanVersions(
    @Param('id') planId: string,
    @Query() query: PlanVersionsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    const request = Object.assign(query, { planId });
    return this.agents.page(ListMaintenancePlanVersions, request, asking);
  }

  @Get(':version')
  @Permission('maintenance_plans.read')
  @One(MaintenancePlanVersionView, 'One version of a maintenance plan')
  getMaintenancePlanVersion(
    @Param('id') planId: string,
    @Param('version', VersionPipe) version: number,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenancePlanVersionView> {
    return this.agents.ask(GetMaintenancePlanVersion, { planId, version }, asking);
  }
}
