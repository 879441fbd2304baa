import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AcknowledgeAlarm, AlarmView, GetAlarm, ListAlarms } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { AcknowledgeAlarmBody } from './alarm.dto.js';

@ApiTags('alarms')
@Controller('api/v1/alarms')
export class AlarmsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('alarms.read')
  @PageOf(AlarmView, 'Lists alarms, newest first')
  listAlarms(@Query() query: ListAlarms, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListAlarms, query, asking);
  }

  @Get(':id')
  @Permission('alarms.read')
  @One(AlarmView, 'One alarm')
  getAlarm(@Param('id') alarmId: string, @InTheNameOf() asking: Asking): Promise<AlarmView> {
    return this.agents.ask(GetAlarm, { alarmId }, asking);
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
