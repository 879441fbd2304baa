import { UnshelveAlarm } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';

@Answers(UnshelveAlarm)
export class UnshelveAlarmHandler implements RequestHandler<UnshelveAlarm> {
  constructor(private readonly alarms: ChangeAlarm) {}

  execute({ request, caller, tx }: Call<UnshelveAlarm>): Promise<Answer<UnshelveAlarm>> {
    const wish = { alarmId: request.alarmId, caller };
    return this.alarms.change(wish, { kind: 'unshelve' }, tx);
  }
}
