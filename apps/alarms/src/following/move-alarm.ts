import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { isOver, suppressionOf } from '../domain/alarm-parts.js';
import type { AlarmMove } from '../domain/alarm-trigger.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import { AlarmTimerRepository } from '../persistence/alarm-timer.repository.js';
import type { Equipment } from '../persistence/equipment.repository.js';
import type { Circumstances } from './alarm-drafts.js';
import { FollowCase } from './follow-case.js';
import { RecordAlarm } from './record-alarm.js';

const CALLED_WRONG =
  'No case was opened: its case was a false positive, and the condition has not changed since';

export type Moving = Omit<Circumstances, 'previousSeverity'>;

/** Carries out one step of a known alarm; whoever calls holds the equipment's lock. */
@Injectable()
export class MoveAlarm {
  constructor(
    private readonly record: RecordAlarm,
    private readonly cases: FollowCase,
    private readonly timers: AlarmTimerRepository,
  ) {}

  async move(
    known: Alarm,
    { parts, happened }: AlarmMove,
    around: Moving,
    equipment: Equipment,
    tx: Transaction,
  ): Promise<{ alarm: Alarm; events: EventDraft[] }> {
    const now = new Date();
    const next: Alarm = {
      ...known,
      ...parts,
      ...(known.active && !parts.active && { returnedAt: around.at }),
      ...(parts.acked && !known.acked && { acknowledgedAt: now, acknowledgedBy: around.by }),
      ...(!parts.acked && { acknowledgedAt: null, acknowledgedBy: null }),
      clearedAt: isOver(parts) ? now : null,
    };
    const joined = await this.attend(known, next, equipment, tx);
    const alarm = joined ? { ...next, caseId: joined.caseId } : next;
    const text = [around.text, joined?.why].filter((each) => each !== undefined).join('. ');
    const circumstances = { ...around, ...(text && { text }), previousSeverity: known.severity };
    const told = await this.record.saved(alarm, happened, circumstances, tx);
    await this.setTimer(known, alarm, tx);
    const settled = !alarm.active ? await this.cases.settle(alarm.caseId, tx) : [];
    return { alarm, events: [...told, ...(joined?.events ?? []), ...settled] };
  }

  /**
   * What comes out of suppression while its condition is true is trouble as of now, unless a person
   * has called it wrong: only what comes again or gets worse is raised anew, and joins a case there.
   */
  private async attend(
    known: Alarm,
    next: Alarm,
    equipment: Equipment,
    tx: Transaction,
  ): Promise<{ caseId: string; events: EventDraft[]; why?: string } | undefined> {
    if (!next.active || !suppressionOf(known) || suppressionOf(next)) return undefined;
    const { id: caseId, kind, status } = await this.cases.get(known.caseId, tx);
    if (status === 'false_positive') return { caseId, events: [], why: CALLED_WRONG };
    const { severity, message, correlationId } = next;
    return this.cases.join(equipment, { severity, message, correlationId, kind }, tx);
  }

  private async setTimer(known: Alarm, next: Alarm, tx: Transaction): Promise<void> {
    if (known.shelvedUntil?.getTime() === next.shelvedUntil?.getTime()) return;
    if (!next.shelvedUntil) return this.timers.remove(next.id, 'shelving', tx);
    const timer = { id: uuidv7(), alarmId: next.id, dueAt: next.shelvedUntil };
    return this.timers.set({ ...timer, kind: 'shelving' }, next.correlationId, tx);
  }
}
