import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { stepAlarm } from '../domain/alarm-life.js';
import type { ConditionBegan, ConditionChange } from '../domain/condition-change.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { ConditionRepository } from '../persistence/condition.repository.js';
import type { Equipment } from '../persistence/equipment.repository.js';
import { MoveAlarm } from './move-alarm.js';
import { RaiseAlarm } from './raise-alarm.js';

/** Lets the alarm of a rule follow the conditions behind it; the caller holds the equipment's lock. */
@Injectable()
export class FollowCondition {
  constructor(
    private readonly conditions: ConditionRepository,
    private readonly alarms: AlarmRepository,
    private readonly raising: RaiseAlarm,
    private readonly moving: MoveAlarm,
  ) {}

  async follow(
    change: ConditionChange,
    equipment: Equipment,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const overSince = await this.conditions.note(change, tx);
    // The end was heard of first, and has been told as the end of what this belongs to.
    if (change.kind === 'began' && overSince && (await this.alarms.hasReturnedSince(change, tx))) {
      return [];
    }
    const begun =
      change.kind === 'began' ? await this.begin({ ...change, correlationId }, equipment, tx) : [];
    const ended = overSince ? await this.end(change, overSince, equipment, tx) : [];
    return [...begun, ...ended];
  }

  private async begin(
    change: ConditionBegan & { readonly correlationId: string },
    equipment: Equipment,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const { severity, latching = false } = change;
    const { suppressedBy } = equipment;
    const open = await this.alarms.findOpen(change.equipmentId, change.rule, tx);
    const step = stepAlarm(open, { kind: 'condition_true', severity, latching, suppressedBy });
    return step.kind === 'moved' ? this.raising.raise(open, step, change, equipment, tx) : [];
  }

  private async end(
    { equipmentId, rule }: ConditionChange,
    at: Date,
    equipment: Equipment,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const open = await this.alarms.findOpen(equipmentId, rule, tx);
    const step = stepAlarm(open, { kind: 'condition_false' });
    if (!open || step.kind !== 'moved') return [];
    const around = { at, by: 'agent:alarms' };
    return (await this.moving.move(open, step, around, equipment, tx)).events;
  }
}
