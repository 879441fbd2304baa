import { CaseJudged, draft, SensorAdjusted, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { effectiveFrom, stepFor } from '../domain/adjustment.js';
import { AdjustmentRepository } from '../persistence/adjustment.repository.js';
import { AnomalyRepository } from '../persistence/anomaly.repository.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';

/** Learns from people: what they call wrong has to be more unusual before it is told again. */
@Handles(CaseJudged)
export class AdjustSensorsOnCaseJudged implements EventHandler<CaseJudged> {
  constructor(
    private readonly anomalies: AnomalyRepository,
    private readonly feedback: FeedbackRepository,
    private readonly adjustments: AdjustmentRepository,
  ) {}

  async handle(judged: CaseJudged, tx: Transaction): Promise<EventDraft[]> {
    const { answer, workOrderId, judgedBy: by } = judged;
    if (answer === 'not_sure') return [];
    const events: EventDraft[] = [];
    for (const anomalyId of [...judged.anomalyIds].sort()) {
      const anomaly = await this.anomalies.find(anomalyId, tx);
      if (!anomaly) continue;
      await this.feedback.note(anomalyId, { answer, workOrderId, by }, tx);
      // What the signals of a machine show together is nothing that one sensor could answer for.
      if (anomaly.kind === 'equipment') continue;
      const { sensorId, equipmentId } = anomaly;
      const step = stepFor(answer, await this.adjustments.lockTotal(sensorId, tx));
      if (step === 0) continue;
      const about = { sensorId, equipmentId, anomalyId, answer, step, adjustedBy: by };
      const from = effectiveFrom(new Date());
      const made = await this.adjustments.add({ id: uuidv7(), ...about, from }, tx);
      if (!made) continue;
      const { id: adjustmentId } = made;
      const told = { adjustmentId, ...about, from: made.from };
      events.push(draft(SensorAdjusted, told, { subject: `equipment/${equipmentId}` }));
    }
    return events;
  }
}
