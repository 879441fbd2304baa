import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { isOver, stepAlarm, type AlarmTrigger } from '../domain/alarm-life.js';
import type { ConditionChange } from '../domain/condition-change.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { ConditionRepository } from '../persistence/condition.repository.js';
import { EquipmentRepository, type Equipment } from '../persistence/equipment.repository.js';
import { alarmDraft } from './alarm-drafts.js';
import { FollowCase } from './follow-case.js';

const ENDED: AlarmTrigger = { kind: 'condition_false' };

/** Lets the alarm of a rule follow the conditions behind it. */
@Injectable()
export class FollowCondition {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly conditions: ConditionRepository,
    private readonly alarms: AlarmRepository,
    private readonly cases: FollowCase,
  ) {}

  async follow(
    change: ConditionChange,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const equipment = await this.equipment.lock(change.equipmentId, tx);
    const overSince = await this.conditions.note(change, tx);
    // The end was heard of first, and has been told as the end of what this belongs to.
    if (change.kind === 'began' && overSince && (await this.alarms.hasReturnedSince(change, tx))) {
      return [];
    }
    const begun =
      change.kind === 'began' ? await this.begin(change, equipment, correlationId, tx) : [];
    const ended = overSince ? await this.end(change, overSince, tx) : [];
    return [...begun, ...ended];
  }

  private async begin(
    change: ConditionChange & { kind: 'began' },
    equipment: Equipment,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const { severity, message, at } = change;
    const open = await this.alarms.findOpen(change.equipmentId, change.rule, tx);
    const step = stepAlarm(open, { kind: 'condition_true', severity });
    if (step.kind !== 'moved') return [];
    const trouble = { severity: step.parts.severity, message, correlationId };
    const { caseId, events } = await this.cases.join(equipment, trouble, tx);
    const known: Alarm = open ?? newAlarm(change, caseId, correlationId);
    const alarm: Alarm = {
      ...known,
      ...step.parts,
      caseId,
      message,
      acknowledgedAt: null,
      acknowledgedBy: null,
      ...(!known.active && { occurredAt: at, returnedAt: null }),
    };
    await (open ? this.alarms.save(alarm, tx) : this.alarms.add(alarm, tx));
    const circumstances = { at, previousSeverity: known.severity };
    return [...step.happened.map((each) => alarmDraft(each, alarm, circumstances)), ...events];
  }

  private async end(
    { equipmentId, rule }: ConditionChange,
    at: Date,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const open = await this.alarms.findOpen(equipmentId, rule, tx);
    const step = stepAlarm(open, ENDED);
    if (!open || step.kind !== 'moved') return [];
    const clearedAt = isOver(step.parts) ? new Date() : null;
    const alarm: Alarm = { ...open, ...step.parts, returnedAt: at, clearedAt };
    await this.alarms.save(alarm, tx);
    const circumstances = { at, previousSeverity: open.severity };
    return [
      ...step.happened.map((each) => alarmDraft(each, alarm, circumstances)),
      ...(await this.cases.settle(alarm.caseId, tx)),
    ];
  }
}

function newAlarm(
  change: ConditionChange & { kind: 'began' },
  caseId: string,
  correlationId: string,
): Alarm {
  return {
    id: uuidv7(),
    equipmentId: change.equipmentId,
    caseId,
    rule: change.rule,
    sensorId: change.sensorId,
    sourceId: change.sourceId,
    active: true,
    acked: false,
    severity: change.severity,
    count: 1,
    message: change.message,
    occurredAt: change.at,
    raisedAt: new Date(),
    acknowledgedAt: null,
    acknowledgedBy: null,
    returnedAt: null,
    clearedAt: null,
    correlationId,
  };
}
