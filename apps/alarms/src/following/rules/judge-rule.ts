import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { evaluateRule, followRule, type Signal } from '@libs/alarm-rules';
import type { Equipment } from '../../persistence/equipment.repository.js';
import { RaisingRepository } from '../../persistence/rules/raising.repository.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';
import { StandingRepository, type Standing } from '../../persistence/rules/standing.repository.js';
import { FollowCondition } from '../follow-condition.js';

export interface Judging {
  readonly rule: Rule;
  readonly equipment: Equipment;
  readonly signals: readonly Signal[];
  readonly correlationId: string;
  readonly now: Date;
  /** When to look again at the latest, though no condition says so. */
  readonly lookAgainAt?: Date;
}

/** One rule on one equipment: raises and ends its alarm, or only counts while it is a shadow. */
@Injectable()
export class JudgeRule {
  constructor(
    private readonly standings: StandingRepository,
    private readonly rules: RuleRepository,
    private readonly raisings: RaisingRepository,
    private readonly conditions: FollowCondition,
  ) {}

  async judge(standing: Standing, around: Judging, tx: Transaction): Promise<EventDraft[]> {
    const { rule, equipment, signals, now, lookAgainAt } = around;
    const verdict = evaluateRule(rule.definition, equipment.id, signals, now);
    const move = followRule(standing, verdict, rule.definition, now);
    const dueAt = earlier(move.dueAt, lookAgainAt ?? null);
    await this.standings.save(standing.id, { ...move, dueAt }, tx);
    if (move.change === 'began') {
      await this.rules.countRaised(rule, tx);
      await this.raisings.begin(rule, equipment.id, now, tx);
    }
    if (move.change === 'ended') await this.raisings.end(rule, equipment.id, now, tx);
    if (move.change === null || rule.state !== 'active') return [];
    return this.tell(standing, move.change, around, tx);
  }

  /** Ends the alarm of a rule that judges no more. */
  end(standing: Standing, around: Omit<Judging, 'signals'>, tx: Transaction) {
    return this.tell(standing, 'ended', around, tx);
  }

  private tell(
    standing: Standing,
    change: 'began' | 'ended',
    { rule, equipment, correlationId, now }: Omit<Judging, 'signals'>,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const { severity, message, latching = false, caseKind = 'machine' } = rule.definition;
    const source = {
      sourceId: standing.id,
      sensorId: null,
      equipmentId: equipment.id,
      rule: `rule:${rule.code}`,
      at: now,
    };
    const heard =
      change === 'began'
        ? ({ ...source, kind: 'began', severity, message, latching, caseKind } as const)
        : ({ ...source, kind: 'ended' } as const);
    return this.conditions.follow(heard, equipment, correlationId, tx);
  }
}

const earlier = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other);
