import { ListAuditEntries } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EntryListRepository } from '../persistence/entry-list.repository.js';

@Answers(ListAuditEntries)
export class ListAuditEntriesHandler implements RequestHandler<ListAuditEntries> {
  constructor(private readonly entries: EntryListRepository) {}

  async execute({ request, tx }: Call<ListAuditEntries>): Promise<Answer<ListAuditEntries>> {
    return { reply: await this.entries.list(request, tx) };
  }
}
