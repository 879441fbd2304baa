import { Injectable } from '@nestjs/common';
import { ListLatestValues, type EventDraft } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import { RequestClient } from '@libs/messaging';
import { silenceOf, silenceSeconds, type Signal } from '@libs/alarm-rules';
import { RuleBook } from './rule-book.js';
import { JudgeRule } from './judge-rule.js';

/** Judges a rule whose time has come: a delay is past, a window has moved on, or it is silent. */
@Injectable()
export class JudgeLater {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestClient,
    private readonly book: RuleBook,
    private readonly judging: JudgeRule,
  ) {}

  /** What the silence is judged by, asked for outside of any transaction. */
  async silence(tenantId: string, standingId: string): Promise<readonly Signal[] | null> {
    const due = await this.unitOfWork.run(tenantId, (tx) => this.book.find(standingId, tx));
    if (!due || silenceSeconds(due.rule.definition, due.standing.equipmentId) === null) return null;
    const name = 'alarms';
    const caller = { tenantId, actor: 'agent:alarms', name, roles: [], permissions: [] };
    const { equipmentId } = due.standing;
    const latest = await this.requests.ask(ListLatestValues, { equipmentId }, caller);
    return latest.map(({ key, recordedAt }) => silenceOf(key, new Date(recordedAt)));
  }

  async judge(
    standingId: string,
    silence: readonly Signal[] | null,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const due = await this.book.open(standingId, tx);
    if (!due) return [];
    const { standing, rule, equipment } = due;
    const now = new Date();
    const signals = [...due.signals, ...(silence ?? [])];
    const seconds = silenceSeconds(rule.definition, equipment.id);
    const again = seconds === null ? {} : { lookAgainAt: lookAgain(now, seconds) };
    const around = { rule, equipment, signals, correlationId, now, ...again };
    return this.judging.judge(standing, around, tx);
  }
}

/** Often enough to notice within a quarter of the silence, yet not all the time. */
const lookAgain = (now: Date, seconds: number): Date =>
  new Date(now.getTime() + Math.min(60, Math.max(1, seconds / 4)) * 1000);
