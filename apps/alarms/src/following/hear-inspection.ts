import { Injectable } from '@nestjs/common';
import type { EventDraft, InspectionItemFailed, InspectionSubmitted } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { findingMessage, ruleOfItem, severityOfFinding } from '../domain/inspection-finding.js';
import { AlarmRepository } from '../persistence/alarm.repository.js';
import { ConditionRepository } from '../persistence/condition.repository.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { EvidenceRepository } from '../persistence/evidence.repository.js';
import { FollowCase } from './follow-case.js';
import { FollowCondition } from './follow-condition.js';

/** What inspections found: each failed item joins the machine's case, a critical one also alarms. */
@Injectable()
export class HearInspection {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly conditions: ConditionRepository,
    private readonly alarms: AlarmRepository,
    private readonly following: FollowCondition,
    private readonly cases: FollowCase,
    private readonly evidence: EvidenceRepository,
  ) {}

  async failed(
    failed: InspectionItemFailed,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const equipment = await this.equipment.lock(failed.equipmentId, tx);
    const { inspectionId: sourceId, item: part } = failed;
    const severity = severityOfFinding(failed);
    const message = findingMessage(failed);
    const at = new Date(failed.measuredAt);
    const change = { ...sourceOf(failed, failed), kind: 'began', at, severity, message } as const;
    // It may have been found good since, by an inspection that was handed in earlier.
    if (await this.conditions.note(change, tx)) return [];
    const events =
      severity === 'critical'
        ? await this.following.follow(change, equipment, correlationId, tx)
        : (await this.cases.join(equipment, { severity, message, correlationId }, tx)).events;
    const found = { kind: 'inspection', sourceId, part, text: message, occurredAt: at } as const;
    await this.evidence.keep(equipment.id, found, tx);
    return events;
  }

  /** What was looked at and found good ends the alarm of what was bad there. */
  async passed(
    submitted: InspectionSubmitted,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const { equipmentId, goodItems } = submitted;
    const equipment = await this.equipment.lock(equipmentId, tx);
    const ended = goodItems.map((good) => {
      const at = new Date(good.measuredAt);
      return { ...sourceOf(submitted, good), kind: 'ended', at } as const;
    });
    await this.conditions.noteEnds(ended, tx);
    const open = await this.alarms.findOpenOf(equipmentId, tx);
    const events: EventDraft[] = [];
    for (const change of ended.filter(({ rule }) => open.some((alarm) => alarm.rule === rule))) {
      events.push(...(await this.following.follow(change, equipment, correlationId, tx)));
    }
    return events;
  }
}

const sourceOf = (
  { equipmentId }: { readonly equipmentId: string },
  { findingId, item }: { readonly findingId: string; readonly item: string },
) => ({ sourceId: findingId, sensorId: null, equipmentId, rule: ruleOfItem(item) });
