import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AddContact, ContactView, ListContacts, RemoveContact } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';

@ApiTags('contacts')
@Controller('api/v1/contacts')
export class ContactsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('contacts.manage')
  @Created(ContactView, 'Adds a way to reach a person', '/api/v1/contacts')
  addContact(@Body() body: AddContact, @InTheNameOf() asking: Asking): Promise<ContactView> {
    return this.agents.ask(AddContact, body, asking);
  }

  @Get()
  @Permission('contacts.read')
  @PageOf(ContactView, 'Lists contacts, newest first')
  listContacts(@Query() query: ListContacts, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListContacts, query, asking);
  }

  @Delete(':id')
  @Permission('contacts.manage')
  @Gone('Takes a contact away')
  async removeContact(
    @Param('id') contactId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<undefined> {
    await this.agents.ask(RemoveContact, { contactId }, asking);
  }
}
