import { RemoveContact } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ContactRepository } from '../persistence/contact.repository.js';

@Answers(RemoveContact)
export class RemoveContactHandler implements RequestHandler<RemoveContact> {
  constructor(private readonly contacts: ContactRepository) {}

  async execute({ request, tx }: Call<RemoveContact>): Promise<Answer<RemoveContact>> {
    const { contactId } = request;
    const removed = await this.contacts.remove(contactId, new Date(), tx);
    if (!removed) throw Refusal.notFound('contact', contactId);
    return { reply: { id: contactId } };
  }
}
