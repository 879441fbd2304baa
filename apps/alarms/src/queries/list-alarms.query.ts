import { ListAlarms } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AlarmRepository } from '../persistence/alarm.repository.js';

@Answers(ListAlarms)
export class ListAlarmsHandler implements RequestHandler<ListAlarms> {
  constructor(private readonly alarms: AlarmRepository) {}

  async execute({ request, tx }: Call<ListAlarms>): Promise<Answer<ListAlarms>> {
    return { reply: await this.alarms.list(request, tx) };
  }
}
