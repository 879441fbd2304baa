import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { stepAlarm } from '../domain/alarm-life.js';
import { BY_CHATTERING } from '../domain/alarm-parts.js';
import { chatteringWindowBefore, isKeptBack, quietAfter } from '../domain/chattering.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import { AlarmHistoryRepository } from '../persistence/alarm-history.repository.js';
import { AlarmTimerRepository } from '../persistence/alarm-timer.repository.js';
import { RecordAlarm } from './record-alarm.js';

/** Keeps an alarm back that comes and goes faster than anybody could follow. */
@Injectable()
export class WatchChattering {
  constructor(
    private readonly history: AlarmHistoryRepository,
    private readonly record: RecordAlarm,
    private readonly timers: AlarmTimerRepository,
  ) {}

  async watch(alarm: Alarm, at: Date, tx: Transaction): Promise<EventDraft[]> {
    const window = chatteringWindowBefore(at);
    const activations = await this.history.countActivations(alarm, window, at, tx);
    const known = alarm.suppressedBy.includes(BY_CHATTERING);
    if (!known && !isKeptBack(activations, alarm.severity)) return [];
    const timer = { id: uuidv7(), alarmId: alarm.id, dueAt: quietAfter(new Date()) };
    await this.timers.set({ ...timer, kind: 'chattering' }, alarm.correlationId, tx);
    const step = stepAlarm(alarm, { kind: 'cause_began', cause: BY_CHATTERING });
    if (step.kind !== 'moved') return [];
    const around = { at, by: 'agent:alarms', previousSeverity: alarm.severity };
    const kept: Alarm = { ...alarm, ...step.parts };
    return this.record.saved(kept, step.happened, { ...around, text: BY_CHATTERING }, tx);
  }
}
