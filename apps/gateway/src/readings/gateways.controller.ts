import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  GatewayView,
  GetQuarantined,
  ListGateways,
  ListQuarantined,
  QuarantinedView,
  ReplayQuarantined,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { NoBody } from '../http/no-body.js';
import { QuarantinedSummary, ReplayedView } from './reading.dto.js';

@ApiTags('gateways')
@Controller('api/v1')
export class GatewaysController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('gateways')
  @Permission('gateways.read')
  @PageOf(GatewayView, 'Lists the sensor gateways that have sent anything')
  listGateways(@Query() query: ListGateways, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListGateways, query, asking);
  }

  @Get('quarantine')
  @Permission('quarantine.read')
  @PageOf(QuarantinedSummary, 'Lists messages that could not be recorded whole')
  listQuarantined(
    @Query() query: ListQuarantined,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListQuarantined, query, asking);
  }

  @Get('quarantine/:id')
  @Permission('quarantine.read')
  @One(QuarantinedView, 'One quarantined message with its bytes')
  getQuarantined(
    @Param('id') quarantineId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<QuarantinedView> {
    return this.agents.ask(GetQuarantined, { quarantineId }, asking);
  }

  @Post('quarantine/:id/replay')
  @Permission('quarantine.replay')
  @One(ReplayedView, 'Sends a quarantined message through again, identity kept')
  replayQuarantined(
    @Param('id') quarantineId: string,
    @Body() _body: NoBody,
    @InTheNameOf() asking: Asking,
  ): Promise<ReplayedView> {
    return this.agents.ask(ReplayQuarantined, { quarantineId }, asking);
  }
}
