import { GetInspectionTrend, type InspectionTrendView } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { trendOf, type Crossing } from '../../domain/inspections/trend.js';
import { ItemResultRepository } from '../../persistence/inspections/result.repository.js';
import { InspectionTemplateRepository } from '../../persistence/inspections/template.repository.js';

const DAY_MS = 86_400_000;
const instant = (day: number): string => new Date(day * DAY_MS).toISOString();

const told = (crossing: Crossing | null): InspectionTrendView['crossing'] =>
  crossing && {
    limit: crossing.limit,
    threshold: crossing.threshold,
    at: instant(crossing.day),
    earliest: instant(crossing.earliestDay),
    latest: instant(crossing.latestDay),
  };

@Answers(GetInspectionTrend)
export class GetInspectionTrendHandler implements RequestHandler<GetInspectionTrend> {
  constructor(
    private readonly templates: InspectionTemplateRepository,
    private readonly results: ItemResultRepository,
  ) {}

  async execute({ request, tx }: Call<GetInspectionTrend>): Promise<Answer<GetInspectionTrend>> {
    const { equipmentId, templateId, item, last = 50 } = request;
    const template = await this.templates.find(templateId, undefined, tx);
    const asked = template?.items.find(({ key }) => key === item);
    if (asked?.type !== 'number') {
      const message = `the template ${templateId} has no item ${item} that is a number`;
      throw Refusal.invalid([{ field: 'item', message }]);
    }
    const values = await this.results.lastValues({ equipmentId, templateId, item }, last, tx);
    const { unit = null, low = null, high = null, warnLow = null, warnHigh = null } = asked;
    const measured = values.map(({ measuredAt, value }) => {
      return { day: measuredAt.getTime() / DAY_MS, value };
    });
    const { slopePerDay, crossing, noCrossingBecause } = trendOf(measured, { low, high });
    const points = values.map((each) => ({ ...each, measuredAt: each.measuredAt.toISOString() }));
    return {
      reply: {
        equipmentId,
        templateId,
        item,
        ...{ unit, low, high, warnLow, warnHigh },
        points,
        slopePerDay,
        crossing: told(crossing),
        noCrossingBecause,
      },
    };
  }
}
