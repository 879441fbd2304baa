import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  FleetView,
  GetFleet,
  GetKpis,
  GetTimeline,
  KpiDefinitionView,
  KpisView,
  ListDefinitions,
  TimelineView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { ListOfAll, One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';

@ApiTags('analytics')
@Controller('api/v1/analytics')
export class AnalyticsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('kpis')
  @Permission('analytics.read')
  @One(KpisView, 'Key figures of a window or of calendar periods, with what they were made of')
  getKpis(@Query() query: GetKpis, @InTheNameOf() asking: Asking): Promise<KpisView> {
    return this.agents.ask(GetKpis, query, asking);
  }

  @Get('timeline')
  @Permission('analytics.read')
  @One(TimelineView, 'What a piece of equipment did, without gap and overlap')
  getTimeline(@Query() query: GetTimeline, @InTheNameOf() asking: Asking): Promise<TimelineView> {
    return this.agents.ask(GetTimeline, query, asking);
  }

  @Get('definitions')
  @Permission('analytics.read')
  @ListOfAll(KpiDefinitionView, 'How the key figures are defined, and were')
  listDefinitions(
    @Query() query: ListDefinitions,
    @InTheNameOf() asking: Asking,
  ): Promise<KpiDefinitionView[]> {
    return this.agents.ask(ListDefinitions, query, asking);
  }

  @Get('fleet')
  @Permission('analytics.read')
  @One(FleetView, 'How much equipment there is, by class and by what it does now')
  getFleet(@InTheNameOf() asking: Asking): Promise<FleetView> {
    return this.agents.ask(GetFleet, {}, asking);
  }
}
