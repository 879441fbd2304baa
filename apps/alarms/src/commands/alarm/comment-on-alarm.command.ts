import { CommentOnAlarm } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { RecordAlarm } from '../../following/record-alarm.js';
import { alarmView } from '../../persistence/alarm-view.js';
import { AlarmRepository } from '../../persistence/alarm.repository.js';

@Answers(CommentOnAlarm)
export class CommentOnAlarmHandler implements RequestHandler<CommentOnAlarm> {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly record: RecordAlarm,
  ) {}

  async execute({ request, caller, tx }: Call<CommentOnAlarm>): Promise<Answer<CommentOnAlarm>> {
    const { alarmId, comment: text } = request;
    const known = await this.alarms.find(alarmId, tx);
    if (!known) throw Refusal.notFound('alarm', alarmId);
    const around = { at: new Date(), by: caller.name, text, previousSeverity: known.severity };
    const events = await this.record.note(known, ['commented'], around, tx);
    return { reply: alarmView(known), events };
  }
}
