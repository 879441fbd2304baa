import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { NOT_JUDGED } from '../domain/alarm-judgement.js';
import { NOT_SUPPRESSED, suppressionOf } from '../domain/alarm-parts.js';
import type { AlarmMove } from '../domain/alarm-trigger.js';
import { letCriticalThrough } from '../domain/chattering.js';
import type { ConditionBegan } from '../domain/condition-change.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import type { Equipment } from '../persistence/equipment.repository.js';
import { FollowCase } from './follow-case.js';
import { RecordAlarm } from './record-alarm.js';
import { WatchChattering } from './watch-chattering.js';
import { WatchFlood } from './watch-flood.js';

const MYSELF = 'agent:alarms';

/** Brings an alarm up, for the first time or again, with all that follows from it. */
@Injectable()
export class RaiseAlarm {
  constructor(
    private readonly cases: FollowCase,
    private readonly record: RecordAlarm,
    private readonly floods: WatchFlood,
    private readonly chattering: WatchChattering,
  ) {}

  async raise(
    open: Alarm | null,
    move: AlarmMove,
    change: ConditionBegan & { readonly correlationId: string },
    equipment: Equipment,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const { parts, happened } = letCriticalThrough(move);
    const { severity } = parts;
    const { message, correlationId, at, caseKind } = change;
    const quiet = suppressionOf(parts) !== undefined;
    const trouble = { severity, message, correlationId, quiet, kind: caseKind };
    const { caseId, events } = await this.cases.join(equipment, trouble, tx);
    const known = open ?? newAlarm(change, equipment);
    const alarm: Alarm = {
      ...known,
      ...parts,
      caseId,
      message,
      acknowledgedAt: null,
      acknowledgedBy: null,
      ...(!known.active && { occurredAt: at, returnedAt: null }),
    };
    const cameUp = !happened.includes('severity_raised');
    const flood = cameUp && !quiet ? await this.floods.meet(alarm, tx) : { events: [] };
    const around = { at, by: MYSELF, previousSeverity: known.severity, ...flood };
    const told = open
      ? await this.record.saved(alarm, happened, around, tx)
      : await this.record.added(alarm, around, tx);
    const kept = cameUp ? await this.chattering.watch(alarm, at, tx) : [];
    return [...told, ...events, ...flood.events, ...kept];
  }
}

function newAlarm(
  change: ConditionBegan & { readonly correlationId: string },
  equipment: Equipment,
): Alarm {
  return {
    ...NOT_SUPPRESSED,
    ...NOT_JUDGED,
    id: uuidv7(),
    equipmentId: equipment.id,
    equipmentCode: equipment.code,
    equipmentName: equipment.name,
    caseId: equipment.id,
    rule: change.rule,
    sensorId: change.sensorId,
    sourceId: change.sourceId,
    active: false,
    acked: true,
    latched: false,
    severity: change.severity,
    count: 0,
    message: change.message,
    occurredAt: change.at,
    raisedAt: new Date(),
    acknowledgedAt: null,
    acknowledgedBy: null,
    returnedAt: null,
    clearedAt: null,
    correlationId: change.correlationId,
  };
}
