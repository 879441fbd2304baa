import { CountAlarms } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { CaseRepository } from '../persistence/case.repository.js';

@Answers(CountAlarms)
export class CountAlarmsHandler implements RequestHandler<CountAlarms> {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly cases: CaseRepository,
  ) {}

  async execute({ request, tx }: Call<CountAlarms>): Promise<Answer<CountAlarms>> {
    const { equipmentId } = request;
    return {
      reply: {
        ...(await this.alarms.count(equipmentId, tx)),
        ...(await this.cases.count(equipmentId, tx)),
      },
    };
  }
}
