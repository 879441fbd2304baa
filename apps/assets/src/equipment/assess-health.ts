import { Injectable } from '@nestjs/common';
import { draft, EquipmentHealthChanged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { HEALTH_DEFINITION, healthIndexOf } from '../domain/health-index.js';
import { HealthRepository } from '../persistence/equipment/health.repository.js';

/** Keeps how the health index moves, and tells when it crosses from one band to another. */
@Injectable()
export class AssessHealth {
  constructor(private readonly health: HealthRepository) {}

  async at(equipmentId: string, at: Date, tx: Transaction): Promise<EventDraft[]> {
    await this.health.lock(equipmentId, tx);
    const signs = await this.health.signsOf(equipmentId, at, tx);
    if (!signs) return [];
    const { index, band, drivers } = healthIndexOf(signs);
    const last = await this.health.lastMark(equipmentId, tx);
    if (last?.index === index && last.definition === HEALTH_DEFINITION) return [];
    const since = last && last.at >= at ? new Date(last.at.getTime() + 1) : at;
    const mark = { at: since, index, band, definition: HEALTH_DEFINITION };
    await this.health.addMark(equipmentId, mark, tx);
    if (last?.band === band) return [];
    const event: EquipmentHealthChanged = {
      equipmentId,
      ...(index !== null && { index }),
      ...(band !== null && { band }),
      ...(last?.band && { previousBand: last.band }),
      definition: HEALTH_DEFINITION,
      since: since.toISOString(),
      drivers: [...drivers],
    };
    return [draft(EquipmentHealthChanged, event)];
  }
}
