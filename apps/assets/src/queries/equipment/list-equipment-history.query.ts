import { ListEquipmentHistory } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentHistoryRepository } from '../../persistence/equipment/equipment-history.repository.js';

@Answers(ListEquipmentHistory)
export class ListEquipmentHistoryHandler implements RequestHandler<ListEquipmentHistory> {
  constructor(private readonly history: EquipmentHistoryRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListEquipmentHistory>): Promise<Answer<ListEquipmentHistory>> {
    return { reply: await this.history.list(request, tx) };
  }
}
