import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CostRatesView,
  EnterState,
  ListStateEntries,
  ProductionView,
  RecordProduction,
  SetCostRates,
  StateEntryView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import {
  EnterStateBody,
  ListEquipmentStates,
  RecordProductionBody,
  SetCostRatesBody,
} from './equipment-states.dto.js';

@ApiTags('analytics')
@Controller('api/v1/equipment/:id')
export class EquipmentStatesController {
  constructor(private readonly agents: AgentsClient) {}

  @Post('states')
  @Permission('equipment_states.manage')
  @Created(StateEntryView, 'Says what a piece of equipment does or, with to, corrects what it did')
  enterState(
    @Param('id') equipmentId: string,
    @Body() body: EnterStateBody,
    @InTheNameOf() asking: Asking,
  ): Promise<StateEntryView> {
    return this.agents.ask(EnterState, Object.assign(body, { equipmentId }), asking);
  }

  @Get('states')
  @Permission('analytics.read')
  @PageOf(StateEntryView, 'Lists what people said of its state, newest first')
  listStateEntries(
    @Param('id') equipmentId: string,
    @Query() query: ListEquipmentStates,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListStateEntries, Object.assign(query, { equipmentId }), asking);
  }

  @Post('production')
  @Permission('equipment_states.manage')
  @Created(ProductionView, 'Tells what it made and used; the same stretch again replaces it')
  recordProduction(
    @Param('id') equipmentId: string,
    @Body() body: RecordProductionBody,
    @InTheNameOf() asking: Asking,
  ): Promise<ProductionView> {
    return this.agents.ask(RecordProduction, Object.assign(body, { equipmentId }), asking);
  }

  @Put('cost-rates')
  @Permission('analytics.manage')
  @One(CostRatesView, 'Sets what an hour of work and of standstill costs from an instant on')
  setCostRates(
    @Param('id') equipmentId: string,
    @Body() body: SetCostRatesBody,
    @InTheNameOf() asking: Asking,
  ): Promise<CostRatesView> {
    return this.agents.ask(SetCostRates, Object.assign(body, { equipmentId }), asking);
  }
}
