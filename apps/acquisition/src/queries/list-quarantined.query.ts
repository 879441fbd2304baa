import { ListQuarantined } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { QuarantineRepository } from '../persistence/quarantine.repository.js';

@Answers(ListQuarantined)
export class ListQuarantinedHandler implements RequestHandler<ListQuarantined> {
  constructor(private readonly quarantine: QuarantineRepository) {}

  async execute({ request, tx }: Call<ListQuarantined>): Promise<Answer<ListQuarantined>> {
    return { reply: await this.quarantine.list(request, tx) };
  }
}
