import { GetAuditKey } from '@libs/contracts';
import { Answers, type Answer, type RequestHandler } from '@libs/messaging';
import { HeadSigner } from '../heads/head-signer.js';

@Answers(GetAuditKey)
export class GetAuditKeyHandler implements RequestHandler<GetAuditKey> {
  constructor(private readonly signer: HeadSigner) {}

  async execute(): Promise<Answer<GetAuditKey>> {
    return { reply: await this.signer.publicKey() };
  }
}
