import { JudgeAlarm } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { JudgeAlarms } from '../../following/judge-alarms.js';

@Answers(JudgeAlarm)
export class JudgeAlarmHandler implements RequestHandler<JudgeAlarm> {
  constructor(private readonly alarms: JudgeAlarms) {}

  execute({ request, caller, tx }: Call<JudgeAlarm>): Promise<Answer<JudgeAlarm>> {
    const { alarmId, right, reason, comment } = request;
    if (right === (reason !== undefined)) {
      const message = right ? 'only a wrong alarm has a reason' : 'a wrong alarm needs a reason';
      throw Refusal.invalid([{ field: 'reason', message }]);
    }
    return this.alarms.judge(alarmId, { caller, right, reason, comment }, tx);
  }
}
