import { ListStateEntries } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { StateEntryRepository } from '../persistence/state-entry.repository.js';

@Answers(ListStateEntries)
export class ListStateEntriesHandler implements RequestHandler<ListStateEntries> {
  constructor(private readonly entries: StateEntryRepository) {}

  async execute({ request, tx }: Call<ListStateEntries>): Promise<Answer<ListStateEntries>> {
    return { reply: await this.entries.list(request, tx) };
  }
}
