import { CostRatesSet, draft, SetCostRates } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ProductionRepository } from '../persistence/production.repository.js';
import { KnownEquipment } from '../timeline/known-equipment.js';

@Answers(SetCostRates)
export class SetCostRatesHandler implements RequestHandler<SetCostRates> {
  constructor(
    private readonly known: KnownEquipment,
    private readonly production: ProductionRepository,
  ) {}

  async execute({ request, caller, tx }: Call<SetCostRates>): Promise<Answer<SetCostRates>> {
    const { equipmentId, from, labourPerHour, downtimePerHour } = request;
    await this.known.require(equipmentId, caller, tx);
    const instant = new Date(from).toISOString();
    const rates = { equipmentId, from: instant, labourPerHour, downtimePerHour };
    await this.production.setRates(rates, tx);
    return { reply: rates, events: [draft(CostRatesSet, rates)] };
  }
}
