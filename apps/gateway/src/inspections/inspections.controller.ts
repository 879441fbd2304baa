import { Body, Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  GetInspection,
  GetInspectionStatistics,
  InspectionDetailView,
  InspectionStatisticsView,
  InspectionView,
  ListInspections,
  ScheduleInspection,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';

@ApiTags('inspections')
@Controller('api/v1/inspections')
@UseInterceptors(EtagInterceptor)
export class InspectionsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('inspections.read')
  @PageOf(InspectionView, 'Lists inspections, the latest due first')
  listInspections(
    @Query() query: ListInspections,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListInspections, query, asking);
  }

  @Post()
  @Permission('inspections.manage')
  @Created(InspectionView, 'Plans an inspection outside of any round', '/api/v1/inspections')
  scheduleInspection(
    @Body() body: ScheduleInspection,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionView> {
    return this.agents.ask(ScheduleInspection, body, asking);
  }

  @Get('statistics')
  @Permission('inspections.read')
  @One(InspectionStatisticsView, 'What the inspections of a window came to')
  getInspectionStatistics(
    @Query() query: GetInspectionStatistics,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionStatisticsView> {
    return this.agents.ask(GetInspectionStatistics, query, asking);
  }

  @Get(':id')
  @Permission('inspections.read')
  @One(InspectionDetailView, 'One inspection, what it asks and what was found')
  getInspection(
    @Param('id') inspectionId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionDetailView> {
    return this.agents.ask(GetInspection, { inspectionId }, asking);
  }
}
