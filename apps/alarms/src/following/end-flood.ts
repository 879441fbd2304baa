import { Injectable } from '@nestjs/common';
import { AlarmFloodEnded, draft, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { endsFlood, floodWindowBefore } from '../domain/flood.js';
import { FloodRepository } from '../persistence/flood.repository.js';
import { lookAgainAfter } from './watch-flood.js';

/** Ends a flood once alarms come slowly enough, or looks again later. */
@Injectable()
export class EndFlood {
  constructor(private readonly floods: FloodRepository) {}

  async endIfOver(floodId: string, now: Date, tx: Transaction): Promise<EventDraft[]> {
    const flood = await this.floods.lockOpen(floodId, tx);
    if (!flood) return [];
    const lately = await this.floods.countSince(floodWindowBefore(now), tx);
    if (!endsFlood(lately, flood.operators)) {
      await this.floods.lookAgain(floodId, lookAgainAfter(now), tx);
      return [];
    }
    await this.floods.end(floodId, now, tx);
    const ended = {
      floodId,
      startedAt: flood.startedAt.toISOString(),
      endedAt: now.toISOString(),
      alarms: await this.floods.countSince(flood.startedAt, tx),
    };
    return [draft(AlarmFloodEnded, ended, { subject: `alarm_flood/${floodId}` })];
  }
}
