import { GetQuarantined } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { QuarantineRepository } from '../persistence/quarantine.repository.js';

@Answers(GetQuarantined)
export class GetQuarantinedHandler implements RequestHandler<GetQuarantined> {
  constructor(private readonly quarantine: QuarantineRepository) {}

  async execute({ request, tx }: Call<GetQuarantined>): Promise<Answer<GetQuarantined>> {
    const found = await this.quarantine.find(request.quarantineId, tx);
    if (!found) throw Refusal.notFound('quarantined message', request.quarantineId);
    return { reply: { ...found, raw: found.raw.toString('base64') } };
  }
}
