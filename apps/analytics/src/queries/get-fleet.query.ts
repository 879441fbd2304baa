import { GetFleet } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentRepository, type Counted } from '../persistence/equipment.repository.js';

const figureOf = ({ name, count }: Counted) => ({ name, value: String(count), unit: '1' });

@Answers(GetFleet)
export class GetFleetHandler implements RequestHandler<GetFleet> {
  constructor(private readonly equipment: EquipmentRepository) {}

  async execute({ tx }: Call<GetFleet>): Promise<Answer<GetFleet>> {
    const asOf = new Date();
    const byClass = await this.equipment.countBy('class', asOf, tx);
    const byState = await this.equipment.countBy('state', asOf, tx);
    const reply = {
      asOf: asOf.toISOString(),
      equipment: byState.reduce((sum, { count }) => sum + count, 0),
      byClass: byClass.map(figureOf),
      byState: byState.map(figureOf),
    };
    return { reply };
  }
}
