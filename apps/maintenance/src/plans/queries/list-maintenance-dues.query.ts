import { ListMaintenanceDues } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DueRepository } from '../persistence/due.repository.js';

@Answers(ListMaintenanceDues)
export class ListMaintenanceDuesHandler implements RequestHandler<ListMaintenanceDues> {
  constructor(private readonly rows: DueRepository) {}

  async execute({ request, tx }: Call<ListMaintenanceDues>): Promise<Answer<ListMaintenanceDues>> {
    return { reply: await this.rows.list(request, tx) };
  }
}
