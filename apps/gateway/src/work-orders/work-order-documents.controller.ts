import { Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { DocumentView, GetWorkOrder } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Bytes, Created, Gone, PageOf } from '../docs/answers.js';
import { AttachedFile, ListThingDocuments } from '../documents/document.dto.js';
import { ThingDocuments, type DocumentedThing } from '../documents/thing-documents.js';
import { TakesFile } from '../edges/take-files.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer, type PageAnswer } from '../http/envelope.js';
import type { HttpReply, HttpRequest } from '../http/request.js';

@ApiTags('work orders')
@Controller('api/v1/work-orders/:id/documents')
export class WorkOrderDocumentsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly documents: ThingDocuments,
  ) {}

  @Get()
  @Permission('work_orders.read')
  @PageOf(DocumentView, 'Photos and other documents of work, newest first')
  async listWorkOrderDocuments(
    @Param('id') id: string,
    @Query() query: ListThingDocuments,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.documents.list(await this.thing(id, asking), query, asking);
  }

  @Post()
  @Permission('work_orders.report')
  @TakesFile(AttachedFile)
  @ApiExtraModels(AttachedFile)
  @Created(DocumentView, 'Stores a photo or another document of work')
  async addWorkOrderDocument(
    @Param('id') id: string,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<DocumentView> {
    return this.documents.add(await this.thing(id, asking), request, asking);
  }

  @Get(':documentId/content')
  @Permission('work_orders.read')
  @PlainAnswer()
  @Bytes('The content of a document of work, or a range of it')
  async readWorkOrderDocument(
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
  @Permission('work_orders.report')
  @Gone('Takes a document back; what somebody else added takes work_orders.step_in')
  async removeWorkOrderDocument(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    const thing = await this.thing(id, asking);
    await this.documents.remove(thing, documentId, asking, 'work_orders.step_in');
  }

  private async thing(aboutId: string, { caller }: Asking): Promise<DocumentedThing> {
    const asked = { workOrderId: aboutId };
    const order = await this.agents.ask(GetWorkOrder, asked, { caller });
    const { equipmentId, workRequestId: cameOf } = order;
    return { equipmentId, aboutKind: 'work_order', aboutId, ...(cameOf && { cameOf }) };
  }
}
