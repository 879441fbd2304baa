import { ListSignedAuditHeads } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { HeadRepository } from '../persistence/head.repository.js';

@Answers(ListSignedAuditHeads)
export class ListSignedAuditHeadsHandler implements RequestHandler<ListSignedAuditHeads> {
  constructor(private readonly heads: HeadRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListSignedAuditHeads>): Promise<Answer<ListSignedAuditHeads>> {
    return { reply: await this.heads.listSigned(request, tx) };
  }
}
