import { Injectable, type StreamableFile } from '@nestjs/common';
import {
  GetDocument,
  ListDocuments,
  RemoveDocument,
  type DocumentKind,
  type DocumentSubject,
  type DocumentView,
  type PermissionName,
} from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import type { ListThingDocuments } from './document.dto.js';
import { SendDocument } from './send-document.js';
import { UploadDocument } from './upload-document.js';

/** What documents are about; that it is there was found out in the name of the same caller. */
export interface DocumentedThing {
  readonly equipmentId: string;
  readonly aboutKind: DocumentSubject;
  readonly aboutId: string;
  /** What it came of, whose documents are shown with its own. */
  readonly cameOf?: string;
}

const KINDS: readonly DocumentKind[] = ['photo', 'diagram', 'manual', 'certificate', 'other'];

/** Photos and other documents of something at a piece of equipment. */
@Injectable()
export class ThingDocuments {
  constructor(
    private readonly agents: AgentsClient,
    private readonly uploading: UploadDocument,
    private readonly sending: SendDocument,
  ) {}

  list(thing: DocumentedThing, query: ListThingDocuments, asking: Asking): Promise<PageAnswer> {
    const of = { equipmentId: thing.equipmentId, aboutIds: idsOf(thing) };
    return this.agents.page(ListDocuments, Object.assign(query, of), asking);
  }

  add(thing: DocumentedThing, request: HttpRequest, asking: Asking): Promise<DocumentView> {
    const { cameOf: _, ...owner } = thing;
    return this.uploading.add(owner, request, asking, KINDS);
  }

  async send(
    thing: DocumentedThing,
    documentId: string,
    { asking, request, reply }: { asking: Asking; request: HttpRequest; reply: HttpReply },
  ): Promise<StreamableFile | undefined> {
    return this.sending.send(await this.get(thing, documentId, asking), request, reply);
  }

  /** Everybody may take back what he added; what others added, who has the permission named. */
  async remove(
    thing: DocumentedThing,
    documentId: string,
    asking: Asking,
    forOthers: PermissionName,
  ): Promise<void> {
    const { cameOf: _, ...own } = thing;
    const { addedBy } = await this.get(own, documentId, asking);
    const { actor, permissions } = asking.caller;
    if (addedBy !== actor && !permissions.includes(forOthers)) {
      const detail = `What somebody else added is removed by who has ${forOthers}.`;
      throw new Refusal({ status: 403, title: 'Forbidden', detail });
    }
    const { equipmentId } = thing;
    await this.agents.ask(RemoveDocument, { equipmentId, documentId }, asking);
  }

  private async get(
    thing: DocumentedThing,
    documentId: string,
    { caller }: Asking,
  ): Promise<DocumentView> {
    const asked = { equipmentId: thing.equipmentId, documentId };
    const document = await this.agents.ask(GetDocument, asked, { caller });
    if (document.aboutId !== undefined && idsOf(thing).includes(document.aboutId)) return document;
    throw Refusal.notFound('document', documentId);
  }
}

function idsOf({ aboutId, cameOf }: DocumentedThing): string[] {
  return cameOf === undefined ? [aboutId] : [aboutId, cameOf];
}
