import { TakeAlarmOutOfService } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';

@Answers(TakeAlarmOutOfService)
export class TakeAlarmOutOfServiceHandler implements RequestHandler<TakeAlarmOutOfService> {
  constructor(private readonly alarms: ChangeAlarm) {}

  execute({
    request,
    caller,
    tx,
  }: Call<TakeAlarmOutOfService>): Promise<Answer<TakeAlarmOutOfService>> {
    const wish = { alarmId: request.alarmId, caller, text: request.reason };
    return this.alarms.change(wish, { kind: 'take_out_of_service', by: caller.name }, tx);
  }
}
