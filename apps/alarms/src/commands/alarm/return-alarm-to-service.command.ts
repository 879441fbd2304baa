import { ReturnAlarmToService } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';

@Answers(ReturnAlarmToService)
export class ReturnAlarmToServiceHandler implements RequestHandler<ReturnAlarmToService> {
  constructor(private readonly alarms: ChangeAlarm) {}

  execute({
    request,
    caller,
    tx,
  }: Call<ReturnAlarmToService>): Promise<Answer<ReturnAlarmToService>> {
    const wish = { alarmId: request.alarmId, caller };
    return this.alarms.change(wish, { kind: 'return_to_service' }, tx);
  }
}
