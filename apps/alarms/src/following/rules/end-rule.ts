import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { EquipmentRepository } from '../../persistence/equipment.repository.js';
import { RaisingRepository } from '../../persistence/rules/raising.repository.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { StandingRepository } from '../../persistence/rules/standing.repository.js';
import { JudgeRule } from './judge-rule.js';

/** A version that judges no more leaves no alarm behind that only it could end. */
@Injectable()
export class EndRule {
  constructor(
    private readonly standings: StandingRepository,
    private readonly equipment: EquipmentRepository,
    private readonly judging: JudgeRule,
    private readonly raisings: RaisingRepository,
  ) {}

  async end(rule: Rule, tx: Transaction): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    const now = new Date();
    for (const standing of await this.standings.findOf(rule.id, rule.version, tx)) {
      if (!standing.raised || rule.state !== 'active') continue;
      const equipment = await this.equipment.lock(standing.equipmentId, tx);
      const around = { rule, equipment, correlationId: uuidv7(), now };
      events.push(...(await this.judging.end(standing, around, tx)));
    }
    await this.raisings.endAll(rule, now, tx);
    await this.standings.removeOf(rule.id, rule.version, tx);
    return events;
  }
}
