import { Injectable } from '@nestjs/common';
import type { CaseEvent, EventDraft, TriageVerdict } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { caseHealthOf } from '../domain/case-health.js';
import { OpenCaseRepository } from '../persistence/equipment/open-case.repository.js';
import { AssessHealth } from './assess-health.js';
import { NoteFinding } from './note-finding.js';

/** Brings the health of equipment in line with the open cases of trouble with it. */
@Injectable()
export class NoteCases {
  constructor(
    private readonly cases: OpenCaseRepository,
    private readonly noting: NoteFinding,
    private readonly assessing: AssessHealth,
  ) {}

  async open(
    { caseId, equipmentId, kind, title }: CaseEvent,
    at: string,
    tx: Transaction,
    verdict?: TriageVerdict,
  ): Promise<EventDraft[]> {
    // What is wrong with a sensor says nothing of the machine.
    if (kind === 'sensor_fault') return [];
    const found = { caseId, equipmentId, title, at, ...(verdict && { verdict }) };
    await this.cases.forgetPast(caseId, tx);
    await this.cases.note(found, tx);
    return this.assess(equipmentId, at, tx);
  }

  /** `how` tells whether there was trouble of its own. */
  async end(
    { caseId, equipmentId, kind }: CaseEvent,
    at: string,
    tx: Transaction,
    how: 'resolved' | 'no_case' = 'no_case',
  ): Promise<EventDraft[]> {
    if (kind === 'sensor_fault') return [];
    await this.cases.remove(caseId, tx);
    if (how === 'resolved') await this.cases.notePast({ caseId, equipmentId, at }, tx);
    else await this.cases.forgetPast(caseId, tx);
    return this.assess(equipmentId, at, tx);
  }

  private async assess(equipmentId: string, at: string, tx: Transaction): Promise<EventDraft[]> {
    const caseHealth = caseHealthOf(await this.cases.verdictsAt(equipmentId, tx));
    const edit = { found: { caseHealth }, source: 'case', at: new Date(at) } as const;
    const noted = await this.noting.by('alarms', equipmentId, () => edit, tx);
    return [...noted, ...(await this.assessing.at(equipmentId, edit.at, tx))];
  }
}
