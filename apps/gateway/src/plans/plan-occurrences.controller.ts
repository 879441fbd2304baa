import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  GetOneStop,
  ListMaintenanceDues,
  ListOpportunities,
  ListPlanOccurrences,
  OccurrenceView,
  OneStopView,
  OpportunityView,
  OrderPlanOccurrence,
  SkipPlanOccurrence,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PageAnswer } from '../http/envelope.js';
import { MaintenanceDue, SkipPlanOccurrenceBody } from './plan.dto.js';

@ApiTags('maintenance plans')
@Controller('api/v1')
export class PlanOccurrencesController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('plan-occurrences')
  @Permission('maintenance_plans.read')
  @PageOf(OccurrenceView, 'Lists the times that plans ask for work, the soonest first')
  listPlanOccurrences(
    @Query() query: ListPlanOccurrences,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListPlanOccurrences, query, asking);
  }

  @Post('plan-occurrences/:id/skip')
  @Permission('maintenance_plans.manage')
  @One(OccurrenceView, 'Leaves the work out this time')
  skipPlanOccurrence(
    @Param('id') occurrenceId: string,
    @Body() body: SkipPlanOccurrenceBody,
    @InTheNameOf() asking: Asking,
  ): Promise<OccurrenceView> {
    return this.agents.ask(SkipPlanOccurrence, Object.assign(body, { occurrenceId }), asking);
  }

  @Post('plan-occurrences/:id/order')
  @Permission('maintenance_plans.manage')
  @One(OccurrenceView, 'Orders the work now')
  orderPlanOccurrence(
    @Param('id') occurrenceId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<OccurrenceView> {
    return this.agents.ask(OrderPlanOccurrence, { occurrenceId }, asking);
  }

  @Get('maintenance-dues')
  @Permission('maintenance_plans.read')
  @PageOf(MaintenanceDue, 'Lists maintenance that is due, the overdue and the soonest first')
  async listMaintenanceDues(
    @Query() query: ListMaintenanceDues,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    const { items, totalCount } = await this.agents.ask(ListMaintenanceDues, query, asking);
    const dues = items.map((due) =>
      Object.assign({}, due, { description_ar: due.descriptions?.['ar'] ?? null }),
    );
    return PageAnswer.of(dues, totalCount, query);
  }

  @Get('opportunities')
  @Permission('maintenance_plans.read')
  @PageOf(OpportunityView, 'What else could be done while equipment is worked on')
  listOpportunities(
    @Query() query: ListOpportunities,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListOpportunities, query, asking);
  }

  @Get('opportunities/one-stop')
  @Permission('maintenance_plans.read')
  @One(OneStopView, 'What doing all of it in one stop would take')
  getOneStop(@Query() query: GetOneStop, @InTheNameOf() asking: Asking): Promise<OneStopView> {
    return this.agents.ask(GetOneStop, query, asking);
  }
}
