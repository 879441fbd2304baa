import { draft, ProductionRecorded, RecordProduction } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { ProductionRepository } from '../persistence/production.repository.js';
import { KnownEquipment } from '../timeline/known-equipment.js';
import { refuseUnlessPast } from '../timeline/refuse-unless-past.js';

@Answers(RecordProduction)
export class RecordProductionHandler implements RequestHandler<RecordProduction> {
  constructor(
    private readonly known: KnownEquipment,
    private readonly production: ProductionRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<RecordProduction>): Promise<Answer<RecordProduction>> {
    const { equipmentId, from, to, produced, good, idealCycleSeconds, energyKwh } = request;
    await this.known.require(equipmentId, caller, tx);
    refuseUnlessPast(request, new Date());
    if (good > produced) {
      throw Refusal.invalid([{ field: 'good', message: 'must not be more than produced' }]);
    }
    const made = {
      ...{ id: uuidv7(), equipmentId, produced, good },
      ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      ...{ idealCycleSeconds: idealCycleSeconds ?? null, energyKwh: energyKwh ?? null },
    };
    if (await this.production.overlapsAnother(made, tx)) {
      throw Refusal.conflict('Production of a part of this time was recorded before.');
    }
    const id = await this.production.record(made, tx);
    const event = draft(ProductionRecorded, {
      ...{ productionId: id, equipmentId, from: made.from, to: made.to, produced, good },
      ...(idealCycleSeconds !== undefined && { idealCycleSeconds }),
      ...(energyKwh !== undefined && { energyKwh }),
    });
    return { reply: { ...made, id }, events: [event] };
  }
}
