import { UnsuppressAlarm } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';

@Answers(UnsuppressAlarm)
export class UnsuppressAlarmHandler implements RequestHandler<UnsuppressAlarm> {
  constructor(private readonly alarms: ChangeAlarm) {}

  execute({ request, caller, tx }: Call<UnsuppressAlarm>): Promise<Answer<UnsuppressAlarm>> {
    const wish = { alarmId: request.alarmId, caller };
    return this.alarms.change(wish, { kind: 'unsuppress' }, tx);
  }
}
