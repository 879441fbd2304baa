import { Injectable, Logger } from '@nestjs/common';
import {
  AddStoredDocument,
  BeginUpload,
  NoteUpload,
  RefuseUpload,
  type DocumentKind,
  type DocumentSubject,
  type DocumentView,
} from '@libs/contracts';
import { readAs, Refusal } from '@libs/messaging';
import { ObjectStore, type ObjectAddress } from '@libs/storage';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import { HttpProblem } from '../http/problem.js';
import type { HttpRequest } from '../http/request.js';
import { DescribedFile } from './document.dto.js';
import { InfectedFile, ReceiveFile, type ReceivedForm } from './receive-file.js';

/** Whose document it is to be: of equipment, and about something at it where that is named. */
export interface DocumentOwner {
  readonly equipmentId: string;
  readonly aboutKind?: DocumentSubject;
  readonly aboutId?: string;
}

/** A form whose file is in the store, and belongs to nothing yet. */
export interface TakenForm extends ReceivedForm {
  readonly address: ObjectAddress;
}

function noForm(): HttpProblem {
  const detail = 'The body must be a form (multipart/form-data) with a file.';
  return new HttpProblem({ status: 415, title: 'Unsupported Media Type', detail });
}

function describedBy(fields: object, kinds: readonly DocumentKind[]): DescribedFile {
  const described = readAs(DescribedFile, fields, 'body', 'refuse');
  if (kinds.length === 0 || kinds.includes(described.kind)) return described;
  const message = `kind must be ${kinds.join(' or ')}`;
  throw Refusal.invalid([{ field: 'kind', message }]);
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

  /**
   * Who calls it has made sure that the caller may, and that what the owner names is there. Where it
   * says which kinds may come, the first is that of a form that says none.
   */
  async add(
    owner: DocumentOwner,
    request: HttpRequest,
    asking: Asking,
    kinds: readonly DocumentKind[] = [],
  ): Promise<DocumentView> {
    const taken = await this.take(owner.equipmentId, request, asking);
    const told = { ...(kinds[0] && { kind: kinds[0] }), title: taken.file.fileName };
    const described = await this.orForget(taken, () =>
      describedBy({ ...told, ...taken.fields }, kinds),
    );
    return this.keep(taken, Object.assign(described, owner), asking);
  }

  /** Takes the file of a form in, for what its fields tell to be decided on. */
  async take(equipmentId: string, request: HttpRequest, { caller }: Asking): Promise<TakenForm> {
    if (!request.isMultipart()) throw noForm();
    // The key stands for what was sent, which is known at the end only.
    const { id } = await this.agents.ask(BeginUpload, { equipmentId }, { caller });
    const address = { tenantId: caller.tenantId, id };
    return { ...(await this.receive(request, address, { caller })), address };
  }

  /** Does what may refuse a form; if it does, nothing of its file stays. */
  async orForget<T>({ address }: TakenForm, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.store.remove(address);
      throw error;
    }
  }

  /** Makes a document of a file that was taken in. */
  async keep(
    { address: { id }, file }: TakenForm,
    document: DescribedFile & DocumentOwner,
    asking: Asking,
  ): Promise<DocumentView> {
    const { sizeBytes, mediaType, sha256, fileName } = file;
    const noted = { uploadId: id, sizeBytes, mediaType, sha256 };
    await this.agents.ask(NoteUpload, noted, { caller: asking.caller });
    // From here on it may belong to a document: what belongs to none is swept by the registry.
    return this.agents.ask(
      AddStoredDocument,
      Object.assign(document, { fileName, sha256 }),
      asking,
    );
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
}
