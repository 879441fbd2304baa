import { Injectable, Logger } from '@nestjs/common';
import {
  AddStoredDocument,
  BeginUpload,
  NoteUpload,
  RefuseUpload,
  type DocumentSubject,
  type DocumentView,
} from '@libs/contracts';
import { readAs, Refusal } from '@libs/messaging';
import { ObjectStore, type ObjectAddress } from '@libs/storage';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import type { HttpRequest } from '../http/request.js';
import { DescribedFile } from './document.dto.js';
import { InfectedFile, ReceiveFile, type ReceivedForm } from './receive-file.js';

/** Whose document it is to be: of equipment, and about something at it where that is named. */
export interface DocumentOwner {
  readonly equipmentId: string;
  readonly aboutKind?: DocumentSubject;
  readonly aboutId?: string;
}

/** Makes a document of the form that a request carries. */
@Injectable()
export class UploadDocument {
  private readonly logger = new Logger('documents');

  constructor(
    private readonly agents: AgentsClient,
    private readonly files: ReceiveFile,
    private readonly store: ObjectStore,
  ) {}

  /** Who calls it has made sure that the caller may, and that what the owner names is there. */
  async add(owner: DocumentOwner, request: HttpRequest, asking: Asking): Promise<DocumentView> {
    // The key stands for what was sent, which is known at the end only.
    const keyless = { caller: asking.caller };
    const { equipmentId } = owner;
    const { id } = await this.agents.ask(BeginUpload, { equipmentId }, keyless);
    const address = { tenantId: asking.caller.tenantId, id };
    const { fields, file } = await this.receive(request, address, keyless);
    const { sizeBytes, mediaType, sha256, fileName } = file;
    const described = await this.describe({ title: fileName, ...fields }, address);
    await this.agents.ask(NoteUpload, { uploadId: id, sizeBytes, mediaType, sha256 }, keyless);
    // From here on it may belong to a document: what belongs to none is swept by the registry.
    const document = Object.assign(described, owner, { fileName, sha256 });
    return this.agents.ask(AddStoredDocument, document, asking);
  }

  private async receive(
    request: HttpRequest,
    address: ObjectAddress,
    asking: Asking,
  ): Promise<ReceivedForm> {
    try {
      return await this.files.receive(request, address);
    } catch (error) {
      if (!(error instanceof InfectedFile)) throw error;
      const { fileName, threat } = error;
      this.logger.warn(`A file of ${asking.caller.actor} was refused: it contains ${threat}`);
      await this.agents.ask(RefuseUpload, { uploadId: address.id, fileName, threat }, asking);
      throw Refusal.invalid([{ field: 'file', message: `file contains ${threat}` }]);
    }
  }

  private async describe(fields: object, address: ObjectAddress): Promise<DescribedFile> {
    try {
      return readAs(DescribedFile, fields, 'body', 'refuse');
    } catch (error) {
      await this.store.remove(address);
      throw error;
    }
  }
}
