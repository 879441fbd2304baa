import { Injectable } from '@nestjs/common';
import {
  AdjustmentReverted,
  draft,
  SensorAdjusted,
  type EventDraft,
  type FeedbackAnswer,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { effectiveFrom, stepFor } from '@libs/watch';
import { v7 as uuidv7 } from 'uuid';
import { AdjustmentRepository } from '../persistence/adjustment.repository.js';
import { AnomalyRepository } from '../persistence/anomaly.repository.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';

/** What somebody said of anomalies. */
export interface Said {
  readonly answer: FeedbackAnswer;
  readonly anomalyIds: readonly string[];
  readonly workOrderId: string | null;
  readonly by: string;
}

/** Learns from people: what they call wrong has to be more unusual before it is told again. */
@Injectable()
export class LearnFromAnswer {
  constructor(
    private readonly anomalies: AnomalyRepository,
    private readonly feedback: FeedbackRepository,
    private readonly adjustments: AdjustmentRepository,
  ) {}

  async learn(
    { answer, anomalyIds, workOrderId, by }: Said,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    if (answer === 'not_sure') return [];
    const events: EventDraft[] = [];
    for (const anomalyId of [...anomalyIds].sort()) {
      const anomaly = await this.anomalies.find(anomalyId, tx);
      if (!anomaly) continue;
      await this.feedback.note(anomalyId, { answer, workOrderId, by }, tx);
      // What the signals of a machine show together is nothing that one sensor could answer for.
      if (anomaly.kind === 'equipment') continue;
      const { sensorId, equipmentId } = anomaly;
      const step = stepFor(answer, await this.adjustments.lockTotal(sensorId, tx));
      const undone = await this.takeBack(anomalyId, answer, by, tx);
      if (undone) events.push(undone);
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

  /** An anomaly moves its sensor once; another answer takes that back and moves nothing. */
  private async takeBack(
    anomalyId: string,
    answer: 'right' | 'wrong',
    by: string,
    tx: Transaction,
  ): Promise<EventDraft | undefined> {
    const known = await this.adjustments.findInForceOf(anomalyId, tx);
    if (!known || known.answer === answer) return undefined;
    const reason = `The anomaly was called ${known.answer} first, and ${answer} since.`;
    const until = effectiveFrom(new Date());
    const undone = await this.adjustments.revert(known.id, { until, by, reason }, tx);
    if (!undone) return undefined;
    const { id: adjustmentId, sensorId, equipmentId, step } = undone;
    const about = { adjustmentId, sensorId, equipmentId, anomalyId, answer: undone.answer, step };
    const told = { ...about, revertedBy: by, reason, until: undone.until ?? until.toISOString() };
    return draft(AdjustmentReverted, told, { subject: `equipment/${equipmentId}` });
  }
}
