import { Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { DocumentView, GetInspection } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Bytes, Created, Gone, PageOf } from '../docs/answers.js';
import { AttachedFile, ListThingDocuments } from '../documents/document.dto.js';
import { ThingDocuments, type DocumentedThing } from '../documents/thing-documents.js';
import { TakesFile } from '../edges/take-files.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer, type PageAnswer } from '../http/envelope.js';
import type { HttpReply, HttpRequest } from '../http/request.js';

@ApiTags('inspections')
@Controller('api/v1/inspections/:id/documents')
export class InspectionDocumentsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly documents: ThingDocuments,
  ) {}

  @Get()
  @Permission('inspections.read')
  @PageOf(DocumentView, 'Photos and other documents of an inspection, newest first')
  async listInspectionDocuments(
    @Param('id') id: string,
    @Query() query: ListThingDocuments,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.documents.list(await this.thing(id, asking), query, asking);
  }

  @Post()
  @Permission('inspections.perform')
  @TakesFile(AttachedFile)
  @ApiExtraModels(AttachedFile)
  @Created(DocumentView, 'Stores a photo or another document of an inspection')
  async addInspectionDocument(
    @Param('id') id: string,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<DocumentView> {
    return this.documents.add(await this.thing(id, asking), request, asking);
  }

  @Get(':documentId/content')
  @Permission('inspections.read')
  @PlainAnswer()
  @Bytes('The content of a document of an inspection, or a range of it')
  async readInspectionDocument(
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
  @Permission('inspections.perform')
  @Gone('Takes a document back; what somebody else added takes inspections.review')
  async removeInspectionDocument(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    const thing = await this.thing(id, asking);
    await this.documents.remove(thing, documentId, asking, 'inspections.review');
  }

  private async thing(aboutId: string, { caller }: Asking): Promise<DocumentedThing> {
    const asked = { inspectionId: aboutId };
    const { equipmentId } = await this.agents.ask(GetInspection, asked, { caller });
    return { equipmentId, aboutKind: 'inspection', aboutId };
  }
}
