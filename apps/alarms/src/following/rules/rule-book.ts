import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { isLive } from '../../domain/rules/rule-life.js';
import { EquipmentRepository } from '../../persistence/equipment.repository.js';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';
import { SignalRepository } from '../../persistence/rules/signal.repository.js';
import { StandingRepository } from '../../persistence/rules/standing.repository.js';

/** Finds what a standing is about, as long as its rule is live. */
@Injectable()
export class RuleBook {
  constructor(
    private readonly standings: StandingRepository,
    private readonly rules: RuleRepository,
    private readonly equipment: EquipmentRepository,
    private readonly signals: SignalRepository,
  ) {}

  async find(standingId: string, tx: Transaction) {
    const standing = await this.standings.find(standingId, tx);
    if (!standing) return null;
    const rule = await this.rules.findVersion(standing.ruleId, standing.version, tx);
    return rule && isLive(rule.state) ? { standing, rule } : null;
  }

  /** The same with its equipment locked. */
  async open(standingId: string, tx: Transaction) {
    const before = await this.find(standingId, tx);
    if (!before) return null;
    const equipment = await this.equipment.lock(before.standing.equipmentId, tx);
    const found = await this.find(standingId, tx);
    return found && { ...found, equipment, signals: await this.signals.findOf(equipment.id, tx) };
  }
}
