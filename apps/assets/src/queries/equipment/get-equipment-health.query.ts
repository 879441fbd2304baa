import { GetEquipmentHealth } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { HEALTH_DEFINITION, healthIndexOf } from '../../domain/health-index.js';
import { HealthRepository } from '../../persistence/equipment/health.repository.js';

const DAYS_OF_TREND = 7;
const DAY_MS = 86_400_000;

@Answers(GetEquipmentHealth)
export class GetEquipmentHealthHandler implements RequestHandler<GetEquipmentHealth> {
  constructor(private readonly health: HealthRepository) {}

  async execute({ request, tx }: Call<GetEquipmentHealth>): Promise<Answer<GetEquipmentHealth>> {
    const { equipmentId } = request;
    const now = new Date();
    const signs = await this.health.signsOf(equipmentId, now, tx);
    if (!signs) throw Refusal.notFound('equipment', equipmentId);
    const { index, band, unknown, drivers } = healthIndexOf(signs);
    const then = new Date(now.getTime() - DAYS_OF_TREND * DAY_MS);
    const before = await this.health.lastMark(equipmentId, tx, then);
    const known = index !== null && before !== undefined && before.index !== null;
    return {
      reply: {
        ...{ equipmentId, index, band, unknown, drivers: [...drivers] },
        ...{ definition: HEALTH_DEFINITION, at: now.toISOString() },
        trend: { days: DAYS_OF_TREND, change: known ? index - (before.index ?? 0) : null },
      },
    };
  }
}
