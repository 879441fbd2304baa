import { AcknowledgeAlarm } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';

@Answers(AcknowledgeAlarm)
export class AcknowledgeAlarmHandler implements RequestHandler<AcknowledgeAlarm> {
  constructor(private readonly alarms: ChangeAlarm) {}

  execute({ request, caller, tx }: Call<AcknowledgeAlarm>): Promise<Answer<AcknowledgeAlarm>> {
    const wish = { alarmId: request.alarmId, caller, text: request.comment };
    return this.alarms.change(wish, { kind: 'acknowledge' }, tx);
  }
}
