import { Body, Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import {
  AddDocument,
  DocumentView,
  GetDocument,
  GetEquipment,
  ListDocuments,
  RemoveDocument,
} from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { Bytes, Created, Gone, One, PageOf } from '../docs/answers.js';
import {
  AddDocumentBody,
  AttachedPhoto,
  DescribedFile,
  ListEquipmentDocuments,
} from '../documents/document.dto.js';
import { SendDocument } from '../documents/send-document.js';
import { UploadDocument } from '../documents/upload-document.js';
import { TakesFile } from '../edges/take-files.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer, type PageAnswer } from '../http/envelope.js';
import type { HttpReply, HttpRequest } from '../http/request.js';

@ApiTags('equipment')
@Controller('api/v1/equipment/:id')
export class EquipmentDocumentsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly uploading: UploadDocument,
    private readonly sending: SendDocument,
  ) {}

  @Get('documents')
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

  @Post('documents')
  @Permission('equipment.manage')
  @TakesFile(DescribedFile)
  @ApiBody({ type: AddDocumentBody })
  @ApiExtraModels(DescribedFile)
  @Created(DocumentView, 'Stores a document sent as a form, or notes where its content lies')
  addDocument(
    @Param('id') equipmentId: string,
    @Body() body: unknown,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<DocumentView> {
    if (request.isMultipart()) return this.uploading.add({ equipmentId }, request, asking);
    const noted = readAs(AddDocumentBody, body ?? {}, 'body', 'refuse');
    return this.agents.ask(AddDocument, Object.assign(noted, { equipmentId }), asking);
  }

  @Post('photos')
  @Permission('equipment.photograph')
  @TakesFile(AttachedPhoto)
  @ApiExtraModels(AttachedPhoto)
  @Created(DocumentView, 'Stores a photo, which is one of its documents from then on')
  addPhoto(
    @Param('id') equipmentId: string,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<DocumentView> {
    return this.uploading.add({ equipmentId }, request, asking, ['photo']);
  }

  @Get('documents/:documentId')
  @Permission('equipment.read')
  @One(DocumentView, 'One document, without its content')
  getDocument(
    @Param('id') equipmentId: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<DocumentView> {
    return this.agents.ask(GetDocument, { equipmentId, documentId }, asking);
  }

  @Get('documents/:documentId/content')
  @Permission('equipment.read')
  @PlainAnswer()
  @Bytes('The content of a document that is stored here, or a range of it')
  async readDocument(
    @Param('id') equipmentId: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile | undefined> {
    const document = await this.agents.ask(GetDocument, { equipmentId, documentId }, asking);
    return this.sending.send(document, request, reply);
  }

  @Delete('documents/:documentId')
  @Permission('equipment.manage')
  @Gone('Takes a document out of the list; its content is kept as evidence')
  async removeDocument(
    @Param('id') equipmentId: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(RemoveDocument, { equipmentId, documentId }, asking);
  }
}
