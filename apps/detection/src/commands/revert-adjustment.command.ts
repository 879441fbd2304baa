import { AdjustmentReverted, draft, RevertAdjustment } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { effectiveFrom } from '@libs/watch';
import { AdjustmentRepository } from '../persistence/adjustment.repository.js';

@Answers(RevertAdjustment)
export class RevertAdjustmentHandler implements RequestHandler<RevertAdjustment> {
  constructor(private readonly adjustments: AdjustmentRepository) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<RevertAdjustment>): Promise<Answer<RevertAdjustment>> {
    const { adjustmentId, reason } = request;
    const how = { until: effectiveFrom(new Date()), by: caller.name, reason };
    const reverted = await this.adjustments.revert(adjustmentId, how, tx);
    if (!reverted) {
      if (!(await this.adjustments.find(adjustmentId, tx))) {
        throw Refusal.notFound('adjustment', adjustmentId);
      }
      throw Refusal.conflict('The adjustment was reverted already.', []);
    }
    const { sensorId, equipmentId, anomalyId, answer, step } = reverted;
    const told = {
      ...{ adjustmentId, sensorId, equipmentId, anomalyId, answer, step, reason },
      ...{ revertedBy: caller.name, until: reverted.until ?? how.until.toISOString() },
    };
    const about = { subject: `equipment/${equipmentId}` };
    return { reply: reverted, events: [draft(AdjustmentReverted, told, about)] };
  }
}
