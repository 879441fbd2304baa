import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AlarmView,
  CommentOnAlarm,
  JudgeAlarm,
  ResetAlarm,
  ReturnAlarmToService,
  ShelveAlarm,
  SuppressAlarm,
  TakeAlarmOutOfService,
  UnshelveAlarm,
  UnsuppressAlarm,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import {
  CommentBody,
  JudgeAlarmBody,
  ShelveAlarmBody,
  SuppressAlarmBody,
  TakeOutOfServiceBody,
} from './alarm.dto.js';

@ApiTags('alarms')
@Controller('api/v1/alarms/:id')
export class AlarmStepsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post('shelve')
  @Permission('alarms.shelve')
  @One(AlarmView, 'Puts an alarm aside for a time')
  shelveAlarm(
    @Param('id') alarmId: string,
    @Body() body: ShelveAlarmBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmView> {
    return this.agents.ask(ShelveAlarm, Object.assign(body, { alarmId }), asking);
  }

  @Post('unshelve')
  @Permission('alarms.shelve')
  @One(AlarmView, 'Ends a shelving before its time')
  unshelveAlarm(@Param('id') alarmId: string, @InTheNameOf() asking: Asking): Promise<AlarmView> {
    return this.agents.ask(UnshelveAlarm, { alarmId }, asking);
  }

  @Post('suppress')
  @Permission('alarms.suppress')
  @One(AlarmView, 'Keeps an alarm back by design')
  suppressAlarm(
    @Param('id') alarmId: string,
    @Body() body: SuppressAlarmBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmView> {
    return this.agents.ask(SuppressAlarm, Object.assign(body, { alarmId }), asking);
  }

  @Post('unsuppress')
  @Permission('alarms.suppress')
  @One(AlarmView, 'Lifts a suppression that a person set')
  unsuppressAlarm(@Param('id') alarmId: string, @InTheNameOf() asking: Asking): Promise<AlarmView> {
    return this.agents.ask(UnsuppressAlarm, { alarmId }, asking);
  }

  @Post('take-out-of-service')
  @Permission('alarms.suppress')
  @One(AlarmView, 'Takes an alarm out of service')
  takeOutOfService(
    @Param('id') alarmId: string,
    @Body() body: TakeOutOfServiceBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmView> {
    return this.agents.ask(TakeAlarmOutOfService, Object.assign(body, { alarmId }), asking);
  }

  @Post('return-to-service')
  @Permission('alarms.suppress')
  @One(AlarmView, 'Returns an alarm to service')
  returnToService(@Param('id') alarmId: string, @InTheNameOf() asking: Asking): Promise<AlarmView> {
    return this.agents.ask(ReturnAlarmToService, { alarmId }, asking);
  }

  @Post('reset')
  @Permission('alarms.reset')
  @One(AlarmView, 'Resets a latched alarm')
  resetAlarm(@Param('id') alarmId: string, @InTheNameOf() asking: Asking): Promise<AlarmView> {
    return this.agents.ask(ResetAlarm, { alarmId }, asking);
  }

  @Post('feedback')
  @Permission('alarms.acknowledge')
  @One(AlarmView, 'Says whether an acknowledged alarm was right; the last answer counts')
  judgeAlarm(
    @Param('id') alarmId: string,
    @Body() body: JudgeAlarmBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmView> {
    return this.agents.ask(JudgeAlarm, Object.assign(body, { alarmId }), asking);
  }

  @Post('comments')
  @Permission('alarms.comment')
  @One(AlarmView, 'Writes something about an alarm')
  commentOnAlarm(
    @Param('id') alarmId: string,
    @Body() body: CommentBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AlarmView> {
    return this.agents.ask(CommentOnAlarm, Object.assign(body, { alarmId }), asking);
  }
}
