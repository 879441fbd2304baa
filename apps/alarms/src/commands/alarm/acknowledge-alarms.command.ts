import { AcknowledgeAlarms, type AlarmsAcknowledged, type EventDraft } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeAlarm } from '../../following/change-alarm.js';
import { AlarmRepository } from '../../persistence/alarm.repository.js';

@Answers(AcknowledgeAlarms)
export class AcknowledgeAlarmsHandler implements RequestHandler<AcknowledgeAlarms> {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly changing: ChangeAlarm,
  ) {}

  async execute({
    request: { alarmIds, comment },
    caller,
    tx,
  }: Call<AcknowledgeAlarms>): Promise<Answer<AcknowledgeAlarms>> {
    const reply: AlarmsAcknowledged = { acknowledged: [], refused: [] };
    const events: EventDraft[] = [];
    for (const alarmId of await this.alarms.byEquipment(alarmIds, tx)) {
      try {
        const wish = { alarmId, caller, text: comment };
        const done = await this.changing.change(wish, { kind: 'acknowledge' }, tx);
        reply.acknowledged.push(done.reply);
        events.push(...done.events);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        reply.refused.push({ alarmId, reason: error.problem.detail });
      }
    }
    return { reply, events };
  }
}
