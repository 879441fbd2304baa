import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { InspectionTemplate } from '../persistence/inspections/template.entity.js';
import { InspectionTemplateRepository } from '../persistence/inspections/template.repository.js';

/** Finds a template that inspections may be made of. */
@Injectable()
export class UsableTemplate {
  constructor(private readonly templates: InspectionTemplateRepository) {}

  async get(templateId: string, tx: Transaction): Promise<InspectionTemplate> {
    const template = await this.templates.find(templateId, undefined, tx);
    if (!template || template.retiredAt) {
      const message = `there is no inspection template ${templateId} in use`;
      throw Refusal.invalid([{ field: 'templateId', message }]);
    }
    return template;
  }
}
