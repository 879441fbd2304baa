import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { appliesTo, silenceSeconds, type RuleNews } from '@libs/alarm-rules';
import type { Equipment } from '../../persistence/equipment.repository.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';
import { SignalRepository } from '../../persistence/rules/signal.repository.js';
import { StandingRepository } from '../../persistence/rules/standing.repository.js';
import { JudgeRule } from './judge-rule.js';

/** Judges every live rule of an equipment by what was just reported of it. */
@Injectable()
export class JudgeRules {
  /** Asked for once where several events are handled in one transaction. */
  private readonly live = new WeakMap<Transaction, Promise<Rule[]>>();

  constructor(
    private readonly rules: RuleRepository,
    private readonly signals: SignalRepository,
    private readonly standings: StandingRepository,
    private readonly judging: JudgeRule,
  ) {}

  async hear(
    news: RuleNews,
    equipment: Equipment,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const live = await this.liveIn(tx);
    const concerned = live.filter(({ definition }) => appliesTo(definition, equipment.id));
    if (concerned.length === 0) return [];
    const now = new Date();
    await this.note(news, equipment.id, now, tx);
    const signals = await this.signals.findOf(equipment.id, tx);
    const events: EventDraft[] = [];
    for (const rule of concerned) {
      const fresh = { id: uuidv7(), correlationId };
      const standing = await this.standings.get(rule, equipment.id, fresh, tx);
      // Of silence acquisition is asked, and not from within a transaction.
      if (silenceSeconds(rule.definition, equipment.id) !== null) {
        await this.standings.makeDue(standing.id, now, tx);
        continue;
      }
      const around = { rule, equipment, signals, correlationId, now };
      events.push(...(await this.judging.judge(standing, around, tx)));
    }
    return events;
  }

  private liveIn(tx: Transaction): Promise<Rule[]> {
    const known = this.live.get(tx) ?? this.rules.findLive(tx);
    this.live.set(tx, known);
    return known;
  }

  private async note(news: RuleNews, equipmentId: string, now: Date, tx: Transaction) {
    const { kind, sourceId, at } = news;
    if (kind === 'ended') return this.signals.end(equipmentId, sourceId, at, tx);
    await this.signals.forget(equipmentId, now, tx);
    const { signal } = news;
    await this.signals.add(
      { id: uuidv7(), equipmentId, sourceId, ...signal, from: at, to: null },
      tx,
    );
  }
}
