import { Controller, Delete, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { StreamableFile, Type } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { DocumentView, type PermissionName } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Bytes, Created, Gone, PageOf } from '../docs/answers.js';
import { TakesFile } from '../edges/take-files.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer, type PageAnswer } from '../http/envelope.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { AttachedFile, ListThingDocuments } from './document.dto.js';
import { ThingDocuments, type DocumentedThing } from './thing-documents.js';

/** Things that have documents of their own: how they are called, found, and who may do what. */
interface Documented {
  readonly path: string;
  readonly tag: string;
  /** In the names of its operations. */
  readonly name: string;
  readonly words: string;
  readonly read: PermissionName;
  readonly add: PermissionName;
  readonly forOthers: PermissionName;
  find(aboutId: string, agents: AgentsClient, asking: Asking): Promise<DocumentedThing>;
}

/** The routes of the documents of one kind of thing. */
export function documentsController(of: Documented): Type {
  @ApiTags(of.tag)
  @Controller(`api/v1/${of.path}/:id/documents`)
  class DocumentsController {
    constructor(
      private readonly agents: AgentsClient,
      private readonly documents: ThingDocuments,
    ) {}

    @Get()
    @Permission(of.read)
    @PageOf(DocumentView, `Photos and other documents of ${of.words}, newest first`)
    async [`list${of.name}Documents`](
      @Param('id') id: string,
      @Query() query: ListThingDocuments,
      @InTheNameOf() asking: Asking,
    ): Promise<PageAnswer> {
      return this.documents.list(await of.find(id, this.agents, asking), query, asking);
    }

    @Post()
    @Permission(of.add)
    @TakesFile(AttachedFile)
    @ApiExtraModels(AttachedFile)
    @Created(DocumentView, `Stores a photo or another document of ${of.words}`)
    async [`add${of.name}Document`](
      @Param('id') id: string,
      @Req() request: HttpRequest,
      @InTheNameOf() asking: Asking,
    ): Promise<DocumentView> {
      return this.documents.add(await of.find(id, this.agents, asking), request, asking);
    }

    @Get(':documentId/content')
    @Permission(of.read)
    @PlainAnswer()
    @Bytes(`The content of a document of ${of.words}, or a range of it`)
    async [`read${of.name}Document`](
      @Param('id') id: string,
      @Param('documentId') documentId: string,
      @InTheNameOf() asking: Asking,
      @Req() request: HttpRequest,
      @Res({ passthrough: true }) reply: HttpReply,
    ): Promise<StreamableFile | undefined> {
      const thing = await of.find(id, this.agents, asking);
      return this.documents.send(thing, documentId, { asking, request, reply });
    }

    @Delete(':documentId')
    @Permission(of.add)
    @Gone(`Takes a document back; what somebody else added takes ${of.forOthers}`)
    async [`remove${of.name}Document`](
      @Param('id') id: string,
      @Param('documentId') documentId: string,
      @InTheNameOf() asking: Asking,
    ): Promise<void> {
      const thing = await of.find(id, this.agents, asking);
      await this.documents.remove(thing, documentId, asking, of.forOthers);
    }
  }
  return DocumentsController;
}
