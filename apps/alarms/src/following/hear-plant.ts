import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { ConditionChange } from '../domain/condition-change.js';
import type { RuleNews } from '@libs/alarm-rules';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { EvidenceRepository, type Evidence } from '../persistence/evidence.repository.js';
import { FollowCondition } from './follow-condition.js';
import { JudgeRules } from './rules/judge-rules.js';

/** What was heard of a piece of equipment. */
export interface News {
  /** What it means for the alarm of its own. */
  readonly change: ConditionChange;
  /** What the plant's rules get to know of it. */
  readonly rules?: RuleNews;
  /** What a case of the equipment rests on. */
  readonly evidence?: Evidence;
}

/** News of one piece of equipment, one after the other. */
@Injectable()
export class HearPlant {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly conditions: FollowCondition,
    private readonly rules: JudgeRules,
    private readonly evidence: EvidenceRepository,
  ) {}

  async hear(news: News, correlationId: string, tx: Transaction): Promise<EventDraft[]> {
    const { change } = news;
    const equipment = await this.equipment.lock(change.equipmentId, tx);
    const followed = await this.conditions.follow(change, equipment, correlationId, tx);
    const judged = news.rules
      ? await this.rules.hear(news.rules, equipment, correlationId, tx)
      : [];
    if (news.evidence) {
      await this.evidence.keep(equipment.id, { ...news.evidence, rule: change.rule }, tx);
    }
    return [...followed, ...judged];
  }
}
