import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { InspectionTemplate } from '../persistence/inspections/template.entity.js';
import { InspectionTemplateRepository } from '../persistence/inspections/template.repository.js';

/** Finds a template that may be changed now, or says why not. */
@Injectable()
export class LockTemplate {
  constructor(private readonly templates: InspectionTemplateRepository) {}

  async lock(
    { templateId, expectedVersion }: { templateId: string; expectedVersion?: number },
    tx: Transaction,
  ): Promise<InspectionTemplate> {
    const known = await this.templates.lock(templateId, tx);
    if (!known) throw Refusal.notFound('inspection template', templateId);
    if (expectedVersion !== undefined && expectedVersion !== known.version) {
      throw Refusal.stale('inspection template', known.version);
    }
    if (known.retiredAt) throw Refusal.conflict(`The template ${known.code} is retired.`, []);
    return known;
  }
}
