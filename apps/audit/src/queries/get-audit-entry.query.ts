import { GetAuditEntry } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EntryListRepository } from '../persistence/entry-list.repository.js';

@Answers(GetAuditEntry)
export class GetAuditEntryHandler implements RequestHandler<GetAuditEntry> {
  constructor(private readonly entries: EntryListRepository) {}

  async execute({ request, tx }: Call<GetAuditEntry>): Promise<Answer<GetAuditEntry>> {
    const found = await this.entries.find(request.entry, tx);
    if (!found) throw Refusal.notFound('audit entry', request.entry);
    return { reply: found };
  }
}
