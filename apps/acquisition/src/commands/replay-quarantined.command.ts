import { ReplayQuarantined } from '@libs/contracts';
import {
  Answers,
  Broker,
  Refusal,
  type Answer,
  type Call,
  type RequestHandler,
} from '@libs/messaging';
import { QuarantineRepository } from '../persistence/quarantine.repository.js';

@Answers(ReplayQuarantined)
export class ReplayQuarantinedHandler implements RequestHandler<ReplayQuarantined> {
  constructor(
    private readonly quarantine: QuarantineRepository,
    private readonly broker: Broker,
  ) {}

  async execute({ request, tx }: Call<ReplayQuarantined>): Promise<Answer<ReplayQuarantined>> {
    const { quarantineId: id } = request;
    const found = await this.quarantine.find(id, tx);
    if (!found) throw Refusal.notFound('quarantined message', id);
    const replayedAt = await this.quarantine.markReplayed(id, tx);
    // Before the commit: sent twice it is recorded once, not sent it would be lost.
    const msgID = `replay.${id}.${replayedAt.getTime()}`;
    await this.broker.stream.publish(found.source, found.raw, { msgID });
    return { reply: { id, replayedAt: replayedAt.toISOString() } };
  }
}
