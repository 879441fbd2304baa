import { Injectable } from '@nestjs/common';
import type { EventDraft, FailurePredicted } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { predictionMessage, severityOfPrediction } from '../domain/prediction-trouble.js';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { EvidenceRepository } from '../persistence/evidence.repository.js';
import { FollowCase } from './follow-case.js';

/** A failure that is likely enough joins the machine's case; it raises no alarm of its own. */
@Injectable()
export class HearPrediction {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly cases: FollowCase,
    private readonly evidence: EvidenceRepository,
  ) {}

  async hear(
    predicted: FailurePredicted,
    correlationId: string,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const severity = severityOfPrediction(predicted);
    if (!severity) return [];
    const { equipmentId, predictionId: sourceId, measuredAt } = predicted;
    const equipment = await this.equipment.lock(equipmentId, tx);
    const message = predictionMessage(predicted);
    const trouble = { severity, message, correlationId };
    const { events } = await this.cases.join(equipment, trouble, tx);
    const occurredAt = new Date(measuredAt);
    const found = { kind: 'prediction', sourceId, text: message, occurredAt } as const;
    await this.evidence.keep(equipment.id, found, tx);
    return events;
  }
}
