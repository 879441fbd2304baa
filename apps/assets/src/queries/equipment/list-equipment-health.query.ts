import { ListEquipmentHealth } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { HealthRepository } from '../../persistence/equipment/health.repository.js';

@Answers(ListEquipmentHealth)
export class ListEquipmentHealthHandler implements RequestHandler<ListEquipmentHealth> {
  constructor(private readonly health: HealthRepository) {}

  async execute({ request, tx }: Call<ListEquipmentHealth>): Promise<Answer<ListEquipmentHealth>> {
    return { reply: await this.health.list(request, tx) };
  }
}
