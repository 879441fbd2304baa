import { GetAlarm } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { alarmView } from '../persistence/alarm-view.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Answers(GetAlarm)
export class GetAlarmHandler implements RequestHandler<GetAlarm> {
  constructor(private readonly alarms: AlarmRepository) {}

  async execute({ request, tx }: Call<GetAlarm>): Promise<Answer<GetAlarm>> {
    const found = await this.alarms.find(request.alarmId, tx);
    if (!found) throw Refusal.notFound('alarm', request.alarmId);
    return { reply: alarmView(found) };
  }
}
