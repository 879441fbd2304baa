import { Injectable } from '@nestjs/common';
import { AlarmFloodStarted, draft, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { floodWindowBefore, startsFlood } from '../domain/flood.js';
import type { Alarm } from '../persistence/alarm.entity.js';
import { FloodRepository } from '../persistence/flood.repository.js';
import { PolicyRepository } from '../persistence/policy.repository.js';

const LOOK_AGAIN_MS = 30_000;

export const lookAgainAfter = (now: Date): Date => new Date(now.getTime() + LOOK_AGAIN_MS);

/** Knows whether alarms come faster than people can work on them. */
@Injectable()
export class WatchFlood {
  constructor(
    private readonly floods: FloodRepository,
    private readonly policies: PolicyRepository,
  ) {}

  /** The flood in which an alarm comes up, which may be the one that it starts. */
  async meet(
    alarm: Alarm,
    tx: Transaction,
  ): Promise<{ floodId?: string; events: readonly EventDraft[] }> {
    const known = await this.floods.findOpen(tx);
    if (known) return { floodId: known.id, events: [] };
    const { operators } = await this.policies.lock(tx);
    const other = await this.floods.findOpen(tx);
    if (other) return { floodId: other.id, events: [] };
    const now = new Date();
    const window = floodWindowBefore(now);
    const alarms = (await this.floods.countSince(window, tx)) + 1;
    if (!startsFlood(alarms, operators)) return { events: [] };
    const itself = { alarmId: alarm.id, equipmentId: alarm.equipmentId, message: alarm.message };
    const first = (await this.floods.firstSince(window, tx)) ?? itself;
    const flood = {
      id: uuidv7(),
      startedAt: now,
      operators,
      firstOutAlarmId: first.alarmId,
      correlationId: alarm.correlationId,
    };
    await this.floods.add(flood, lookAgainAfter(now), tx);
    const started = draft(
      AlarmFloodStarted,
      {
        floodId: flood.id,
        startedAt: now.toISOString(),
        alarms,
        operators,
        firstOutAlarmId: first.alarmId,
        firstOutEquipmentId: first.equipmentId,
        firstOutMessage: first.message,
      },
      { subject: `alarm_flood/${flood.id}` },
    );
    return { floodId: flood.id, events: [started] };
  }
}
