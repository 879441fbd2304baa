import { ResetAlarm } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';

@Answers(ResetAlarm)
export class ResetAlarmHandler implements RequestHandler<ResetAlarm> {
  constructor(private readonly alarms: ChangeAlarm) {}

  execute({ request, caller, tx }: Call<ResetAlarm>): Promise<Answer<ResetAlarm>> {
    const wish = { alarmId: request.alarmId, caller };
    return this.alarms.change(wish, { kind: 'reset' }, tx);
  }
}
