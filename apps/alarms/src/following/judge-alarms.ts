import { Injectable } from '@nestjs/common';
import type { AlarmView, EventDraft, FeedbackGiven, WrongAlarmReason } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { refuseJudgement, type Judgement } from '../domain/alarm-judgement.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { alarmView } from '../persistence/alarm-view.js';
import { CaseRepository } from '../persistence/case.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { EvidenceRepository } from '../persistence/evidence.repository.js';
import { RecordAlarm } from './record-alarm.js';

interface Said {
  readonly caller: Caller;
  readonly right: boolean;
  readonly reason?: WrongAlarmReason | undefined;
  readonly comment?: string | undefined;
}

/** Keeps what was said of alarms: by a person of one, or by who did the work of all of a case. */
@Injectable()
export class JudgeAlarms {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly alarms: AlarmRepository,
    private readonly cases: CaseRepository,
    private readonly evidence: EvidenceRepository,
    private readonly record: RecordAlarm,
  ) {}

  async judge(
    alarmId: string,
    { caller, right, reason, comment }: Said,
    tx: Transaction,
  ): Promise<{ reply: AlarmView; events: EventDraft[] }> {
    const found = await this.alarms.find(alarmId, tx);
    if (!found) throw Refusal.notFound('alarm', alarmId);
    await this.equipment.lock(found.equipmentId, tx);
    const known = await this.alarms.get(alarmId, tx);
    const refusal = refuseJudgement(known, await this.cases.get(known.caseId, tx));
    if (refusal !== null) throw Refusal.conflict(refusal);
    const said = {
      answer: right ? ('right' as const) : ('wrong' as const),
      judgedBy: caller.name,
      judgedAt: new Date(),
      wrongReason: reason ?? null,
      judgementComment: comment ?? null,
      judgingWorkOrderId: null,
    };
    const { alarm, events } = await this.note(known, said, tx);
    return { reply: alarmView(alarm), events };
  }

  /** Who did the work knows best; the caller holds the equipment's lock. */
  async judgeCase(
    caseId: string,
    { answer, givenBy, workOrderId, comment }: FeedbackGiven,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    if (answer === 'not_sure') return [];
    const events: EventDraft[] = [];
    for (const known of await this.alarms.findOfCase(caseId, tx)) {
      const said = {
        ...{ answer, judgedBy: givenBy, judgedAt: new Date(), wrongReason: null },
        judgementComment: comment ?? null,
        judgingWorkOrderId: workOrderId,
      };
      events.push(...(await this.note(known, said, tx)).events);
    }
    return events;
  }

  private async note(
    known: Alarm,
    said: Judgement & { answer: 'right' | 'wrong'; judgedBy: string; judgedAt: Date },
    tx: Transaction,
  ): Promise<{ alarm: Alarm; events: EventDraft[] }> {
    const alarm: Alarm = { ...known, ...said };
    const around = {
      ...{ at: said.judgedAt, by: said.judgedBy, previousSeverity: known.severity },
      text: sentenceOf(said, known),
      previousAnswer: known.answer,
      anomalyIds: await this.evidence.anomaliesOf(known, tx),
    };
    return { alarm, events: await this.record.saved(alarm, ['judged'], around, tx) };
  }
}

/** For the history, also why one word stands in place of another. */
function sentenceOf(
  { answer, wrongReason, judgementComment, judgingWorkOrderId }: Judgement,
  { answer: before, judgedBy }: Judgement,
): string {
  const why = [wrongReason, judgementComment].filter((each) => each !== null).join(': ');
  const whose = judgingWorkOrderId === null ? '' : `, by the work order ${judgingWorkOrderId}`;
  const instead = before === null ? '' : ` In place of ${before}, as ${judgedBy ?? ''} said.`;
  return `${answer ?? ''}${whose}${why === '' ? '' : ` (${why})`}.${instead}`.slice(0, 1000);
}
