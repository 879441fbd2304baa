import { ListContacts } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ContactRepository } from '../persistence/contact.repository.js';

@Answers(ListContacts)
export class ListContactsHandler implements RequestHandler<ListContacts> {
  constructor(private readonly contacts: ContactRepository) {}

  async execute({ request, tx }: Call<ListContacts>): Promise<Answer<ListContacts>> {
    return { reply: await this.contacts.list(request, tx) };
  }
}
