import { ListAlarmHistory } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AlarmHistoryRepository } from '../persistence/alarm-history.repository.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Answers(ListAlarmHistory)
export class ListAlarmHistoryHandler implements RequestHandler<ListAlarmHistory> {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly history: AlarmHistoryRepository,
  ) {}

  async execute({ request, tx }: Call<ListAlarmHistory>): Promise<Answer<ListAlarmHistory>> {
    const { alarmId } = request;
    if (!(await this.alarms.find(alarmId, tx))) throw Refusal.notFound('alarm', alarmId);
    return { reply: await this.history.list(request, tx) };
  }
}
