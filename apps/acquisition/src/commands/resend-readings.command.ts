import { ResendReadings } from '@libs/contracts';
import { UnitOfWork } from '@libs/database';
import { Answers, Outbox, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ReadingsLogRepository } from '../persistence/readings-log.repository.js';

/** The log's order spans tenants, so what is missing is looked for in all of them. */
@Answers(ResendReadings)
export class ResendReadingsHandler implements RequestHandler<ResendReadings> {
  constructor(
    private readonly log: ReadingsLogRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  async execute({ request }: Call<ResendReadings>): Promise<Answer<ResendReadings>> {
    const { partition, fromLogSeq, toLogSeq } = request;
    const resent = await this.unitOfWork.system((tx) =>
      this.log.resend(partition, fromLogSeq, toLogSeq, tx),
    );
    this.outbox.wake();
    return { reply: { resent } };
  }
}
