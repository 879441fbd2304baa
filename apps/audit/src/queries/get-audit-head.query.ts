import { GetAuditHead } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { BEGINNING } from '../domain/entry.js';
import { HeadRepository } from '../persistence/head.repository.js';

@Answers(GetAuditHead)
export class GetAuditHeadHandler implements RequestHandler<GetAuditHead> {
  constructor(private readonly heads: HeadRepository) {}

  async execute({ tx }: Call<GetAuditHead>): Promise<Answer<GetAuditHead>> {
    return { reply: (await this.heads.find(tx)) ?? BEGINNING };
  }
}
