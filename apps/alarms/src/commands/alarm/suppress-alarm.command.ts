import { SuppressAlarm } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';

@Answers(SuppressAlarm)
export class SuppressAlarmHandler implements RequestHandler<SuppressAlarm> {
  constructor(private readonly alarms: ChangeAlarm) {}

  execute({ request, caller, tx }: Call<SuppressAlarm>): Promise<Answer<SuppressAlarm>> {
    const wish = { alarmId: request.alarmId, caller, text: request.reason };
    return this.alarms.change(wish, { kind: 'suppress' }, tx);
  }
}
