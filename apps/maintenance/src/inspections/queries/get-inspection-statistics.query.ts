import { GetInspectionStatistics, type InspectionCount } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { InspectionStatisticsRepository } from '../../persistence/inspections/statistics.repository.js';

const DEFAULT_MS = 90 * 86_400_000;
const DONE = ['submitted', 'reviewed', 'closed'];

const total = (counts: readonly InspectionCount[], words?: readonly string[]): number =>
  counts
    .filter(({ word }) => !words || words.includes(word))
    .reduce((sum, { count }) => sum + count, 0);

@Answers(GetInspectionStatistics)
export class GetInspectionStatisticsHandler implements RequestHandler<GetInspectionStatistics> {
  constructor(private readonly statistics: InspectionStatisticsRepository) {}

  async execute(call: Call<GetInspectionStatistics>): Promise<Answer<GetInspectionStatistics>> {
    const { request, tx } = call;
    const to = request.to === undefined ? new Date() : new Date(request.to);
    const from = new Date(request.from ?? to.getTime() - DEFAULT_MS);
    if (from >= to) {
      throw Refusal.invalid([{ field: 'to', message: 'to must be after from' }]);
    }
    const { equipmentId, templateId, roundId } = request;
    const window = {
      from,
      to,
      ...(equipmentId !== undefined && { equipmentId }),
      ...(templateId !== undefined && { templateId }),
      ...(roundId !== undefined && { roundId }),
    };
    const byStatus = await this.statistics.byStatus(window, tx);
    const done = total(byStatus, DONE);
    const decided = done + total(byStatus, ['missed']);
    return {
      reply: {
        from: from.toISOString(),
        to: to.toISOString(),
        inspections: total(byStatus),
        byStatus,
        byBand: await this.statistics.byBand(window, tx),
        failedBySeverity: await this.statistics.failedBySeverity(window, tx),
        ...(await this.statistics.scores(window, tx)),
        doneShare: decided === 0 ? null : done / decided,
        failingItems: await this.statistics.failingItems(window, tx),
      },
    };
  }
}
