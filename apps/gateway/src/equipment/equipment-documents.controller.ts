import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddDocument,
  DocumentView,
  GetEquipment,
  ListDocuments,
  RemoveDocument,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { AddDocumentBody, ListEquipmentDocuments } from './document.dto.js';

@ApiTags('equipment')
@Controller('api/v1/equipment/:id/documents')
export class EquipmentDocumentsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('equipment.read')
  @PageOf(DocumentView, 'Its diagrams, manuals and photos, newest first')
  async listDocuments(
    @Param('id') equipmentId: string,
    @Query() query: ListEquipmentDocuments,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.page(ListDocuments, Object.assign(query, { equipmentId }), asking);
  }

  @Post()
  @Permission('equipment.manage')
  @Created(DocumentView, 'Notes a document and where its content lies')
  addDocument(
    @Param('id') equipmentId: string,
    @Body() body: AddDocumentBody,
    @InTheNameOf() asking: Asking,
  ): Promise<DocumentView> {
    return this.agents.ask(AddDocument, Object.assign(body, { equipmentId }), asking);
  }

  @Delete(':documentId')
  @Permission('equipment.manage')
  @Gone('Takes a document out of the list')
  async removeDocument(
    @Param('id') equipmentId: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(RemoveDocument, { equipmentId, documentId }, asking);
  }
}
