import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BacktestAlarmView,
  BacktestView,
  CancelBacktest,
  GetBacktest,
  ListBacktestAlarms,
  ListBacktests,
  StartBacktest,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Accepted, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { LocatedAt, type PageAnswer } from '../http/envelope.js';
import { BacktestAlarmsQuery } from './backtest.dto.js';

@ApiTags('detection')
@Controller('api/v1/detection/backtests')
export class BacktestsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('backtests.run')
  @LocatedAt('/api/v1/detection/backtests')
  @Accepted(BacktestView, 'Runs a version of a rule or detector over stored history')
  startBacktest(@Body() body: StartBacktest, @InTheNameOf() asking: Asking): Promise<BacktestView> {
    return this.agents.ask(StartBacktest, body, asking);
  }

  @Get()
  @Permission('anomalies.read')
  @PageOf(BacktestView, 'Lists backtests, newest first')
  listBacktests(@Query() query: ListBacktests, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListBacktests, query, asking);
  }

  @Get(':id')
  @Permission('anomalies.read')
  @One(BacktestView, 'One backtest, how far it is and what came of it')
  getBacktest(
    @Param('id') backtestId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<BacktestView> {
    return this.agents.ask(GetBacktest, { backtestId }, asking);
  }

  @Get(':id/alarms')
  @Permission('anomalies.read')
  @PageOf(BacktestAlarmView, 'Lists what a backtest would have told, in time')
  listBacktestAlarms(
    @Param('id') backtestId: string,
    @Query() query: BacktestAlarmsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListBacktestAlarms, Object.assign(query, { backtestId }), asking);
  }

  @Post(':id/cancel')
  @Permission('backtests.run')
  @One(BacktestView, 'Ends a backtest before its time')
  cancelBacktest(
    @Param('id') backtestId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<BacktestView> {
    return this.agents.ask(CancelBacktest, { backtestId }, asking);
  }
}
