import { Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { DocumentView, GetWorkRequest } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Bytes, Created, Gone, PageOf } from '../docs/answers.js';
import { AttachedFile, ListThingDocuments } from '../documents/document.dto.js';
import { ThingDocuments, type DocumentedThing } from '../documents/thing-documents.js';
import { TakesFile } from '../edges/take-files.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer, type PageAnswer } from '../http/envelope.js';
import type { HttpReply, HttpRequest } from '../http/request.js';

@ApiTags('work requests')
@Controller('api/v1/work-requests/:id/documents')
export class WorkRequestDocumentsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly documents: ThingDocuments,
  ) {}

  @Get()
  @Permission('work_requests.read')
  @PageOf(DocumentView, 'Photos and other documents of a reported fault, newest first')
  async listWorkRequestDocuments(
    @Param('id') id: string,
    @Query() query: ListThingDocuments,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.documents.list(await this.thing(id, asking), query, asking);
  }

  @Post()
  @Permission('work_requests.submit')
  @TakesFile(AttachedFile)
  @ApiExtraModels(AttachedFile)
  @Created(DocumentView, 'Stores a photo or another document of a reported fault')
  async addWorkRequestDocument(
    @Param('id') id: string,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<DocumentView> {
    return this.documents.add(await this.thing(id, asking), request, asking);
  }

  @Get(':documentId/content')
  @Permission('work_requests.read')
  @PlainAnswer()
  @Bytes('The content of a document of a reported fault, or a range of it')
  async readWorkRequestDocument(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile | undefined> {
    const thing = await this.thing(id, asking);
    return this.documents.send(thing, documentId, { asking, request, reply });
  }

  @Delete(':documentId')
  @Permission('work_requests.submit')
  @Gone('Takes a document back; what somebody else added takes work_requests.decide')
  async removeWorkRequestDocument(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    const thing = await this.thing(id, asking);
    await this.documents.remove(thing, documentId, asking, 'work_requests.decide');
  }

  private async thing(aboutId: string, { caller }: Asking): Promise<DocumentedThing> {
    const asked = { workRequestId: aboutId };
    const { equipmentId } = await this.agents.ask(GetWorkRequest, asked, { caller });
    return { equipmentId, aboutKind: 'work_request', aboutId };
  }
}
