import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AcknowledgeAlarm,
  AcknowledgeAlarms,
  AlarmHistoryView,
  AlarmKpisView,
  AlarmPolicyView,
  AlarmsAcknowledged,
  AlarmView,
  CountAlarms,
  GetAlarm,
  GetAlarmKpis,
  GetAlarmPolicy,
  ListAlarmHistory,
  ListAlarms,
  SetAlarmPolicy,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer, PageAnswer } from '../http/envelope.js';
import { AcknowledgeAlarmBody, AlarmCounts, HistoryQuery } from './alarm.dto.js';

@ApiTags('alarms')
@Controller('api/v1/alarms')
export class AlarmsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('alarms.read')
  @PageOrStretchOf(AlarmView, 'Lists alarms, newest first')
  listAlarms(@Query() query: ListAlarms, @InTheNameOf() asking: Asking): Promise<ListAnswer> {
    return this.agents.list(ListAlarms, query, asking);
  }

  @Get('count')
  @Permission('alarms.read')
  @One(AlarmCounts, 'How many alarms and cases there are, also of one equipment')
  countAlarms(@Query() query: CountAlarms, @InTheNameOf() asking: Asking): Promise<AlarmCounts> {
    return this.agents.ask(CountAlarms, query, asking);
  }

  @Get('kpis')
  @Permission('alarms.read')
  @One(AlarmKpisView, 'How well the alarms of a window could be worked on')
  getAlarmKpis(
    @Query() query: GetAlarmKpis,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmKpisView> {
    return this.agents.ask(GetAlarmKpis, query, asking);
  }

  @Get('policy')
  @Permission('alarms.read')
  @One(AlarmPolicyView, 'What the plant has agreed on for its alarms')
  getPolicy(@InTheNameOf() asking: Asking): Promise<AlarmPolicyView> {
    return this.agents.ask(GetAlarmPolicy, {}, asking);
  }

  @Put('policy')
  @Permission('alarms.configure')
  @One(AlarmPolicyView, 'Replaces the alarm policy')
  setPolicy(@Body() body: SetAlarmPolicy, @InTheNameOf() asking: Asking): Promise<AlarmPolicyView> {
    return this.agents.ask(SetAlarmPolicy, body, asking);
  }

  @Post('acknowledge')
  @Permission('alarms.acknowledge')
  @One(AlarmsAcknowledged, 'Says that you have seen several alarms')
  acknowledgeAlarms(
    @Body() body: AcknowledgeAlarms,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmsAcknowledged> {
    return this.agents.ask(AcknowledgeAlarms, body, asking);
  }

  @Get(':id')
  @Permission('alarms.read')
  @One(AlarmView, 'One alarm')
  getAlarm(@Param('id') alarmId: string, @InTheNameOf() asking: Asking): Promise<AlarmView> {
    return this.agents.ask(GetAlarm, { alarmId }, asking);
  }

  @Get(':id/history')
  @Permission('alarms.read')
  @PageOf(AlarmHistoryView, 'What happened to an alarm, newest first')
  listHistory(
    @Param('id') alarmId: string,
    @Query() query: HistoryQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListAlarmHistory, Object.assign(query, { alarmId }), asking);
  }

  @Post(':id/acknowledge')
  @Permission('alarms.acknowledge')
  @One(AlarmView, 'Says that you have seen an alarm')
  acknowledgeAlarm(
    @Param('id') alarmId: string,
    @Body() body: AcknowledgeAlarmBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmView> {
    return this.agents.ask(AcknowledgeAlarm, Object.assign(body, { alarmId }), asking);
  }
}
