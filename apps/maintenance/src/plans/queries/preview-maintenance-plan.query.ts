import { PreviewMaintenancePlan } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { faultsOfPlan } from '../domain/fault-of-plan.js';
import { preview } from '../domain/preview.js';

const YEAR_MS = 365 * 24 * 3_600_000;

@Answers(PreviewMaintenancePlan)
export class PreviewMaintenancePlanHandler implements RequestHandler<PreviewMaintenancePlan> {
  execute({ request }: Call<PreviewMaintenancePlan>): Promise<Answer<PreviewMaintenancePlan>> {
    const { definition, limit = 20 } = request;
    const faults = faultsOfPlan(definition);
    if (faults.length > 0) {
      const at = ({ field, message }: (typeof faults)[number]) => ({
        field: `definition.${field}`,
        message,
      });
      throw Refusal.invalid(faults.map(at));
    }
    const from = request.from === undefined ? Date.now() : Date.parse(request.from);
    const until = request.until === undefined ? from + YEAR_MS : Date.parse(request.until);
    const occurrences = preview(definition, { from, until, limit }).map((each) => ({
      key: each.key,
      dueAt: each.dueAt === null ? null : new Date(each.dueAt).toISOString(),
      dueReading: each.dueReading?.reading ?? null,
      sensorKey: each.dueReading?.sensorKey ?? null,
    }));
    return Promise.resolve({ reply: { occurrences } });
  }
}
