import { AcknowledgeAlarm } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { isOver, stepAlarm } from '../domain/alarm-life.js';
import { alarmDraft } from '../following/alarm-drafts.js';
import { FollowCase } from '../following/follow-case.js';
import { alarmView } from '../persistence/alarm-view.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';

@Answers(AcknowledgeAlarm)
export class AcknowledgeAlarmHandler implements RequestHandler<AcknowledgeAlarm> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly alarms: AlarmRepository,
    private readonly cases: FollowCase,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<AcknowledgeAlarm>): Promise<Answer<AcknowledgeAlarm>> {
    const found = await this.alarms.find(request.alarmId, tx);
    if (!found) throw Refusal.notFound('alarm', request.alarmId);
    await this.equipment.lock(found.equipmentId, tx);
    const known = await this.alarms.get(found.id, tx);
    const step = stepAlarm(known, { kind: 'acknowledge' });
    if (step.kind === 'refused') throw Refusal.conflict(step.reason, []);
    if (step.kind === 'unchanged') return { reply: alarmView(known) };
    const acknowledgedAt = new Date();
    const alarm = {
      ...known,
      ...step.parts,
      acknowledgedAt,
      acknowledgedBy: caller.name,
      clearedAt: isOver(step.parts) ? acknowledgedAt : null,
    };
    await this.alarms.save(alarm, tx);
    const circumstances = {
      at: known.returnedAt ?? known.occurredAt,
      previousSeverity: known.severity,
      ...(request.comment !== undefined && { comment: request.comment }),
    };
    const events = step.happened.map((each) => alarmDraft(each, alarm, circumstances));
    return {
      reply: alarmView(alarm),
      events: [...events, ...(await this.cases.settle(alarm.caseId, tx))],
    };
  }
}
