import { EventContract } from '../../envelope/event-contract.js';
import { CommandContract, Request } from '../../envelope/request-contract.js';
import { Choice, Instant, Text, Uuid } from '../../fields/kinds.js';
import {
  DOCUMENT_KINDS,
  documentField,
  type DocumentKind,
  type DocumentSubject,
  type DocumentView,
} from './documents.js';

/** A file on its way into the store; its id is where it lies, and later that of its document. */
export class UploadView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Instant() begunAt!: string;
}

/** Says that a file of equipment is about to be stored; one that becomes no document is swept. */
@CommandContract('assets.begin-upload')
export class BeginUpload extends Request<UploadView> {
  @Uuid() equipmentId!: string;
}

/** Notes what was stored, once all of it is there and was found harmless. */
@CommandContract('assets.note-upload')
export class NoteUpload extends Request<UploadView> {
  @Uuid() uploadId!: string;
  @documentField.mediaType() mediaType!: string;
  @documentField.sizeBytes() sizeBytes!: number;
  @documentField.sha256() sha256!: string;
}

/** Notes that a file was refused because the scanner found something in it. */
@CommandContract('assets.refuse-upload')
export class RefuseUpload extends Request<UploadView> {
  @Uuid() uploadId!: string;
  @documentField.fileName() fileName!: string;
  @Text({ max: 200, example: 'Eicar-Test-Signature' }) threat!: string;
}

/**
 * Makes a document of an upload, found by its content: the same content again, of the same equipment
 * and about the same thing, is the document that is there already.
 */
@CommandContract('assets.add-stored-document')
export class AddStoredDocument extends Request<DocumentView> {
  @Uuid() equipmentId!: string;
  @Choice(DOCUMENT_KINDS) kind!: DocumentKind;
  @documentField.title() title!: string;
  @documentField.titles() titles?: Record<string, string>;
  @documentField.language() language?: string;
  @documentField.fileName() fileName!: string;
  @documentField.sha256() sha256!: string;
  @documentField.aboutKind() aboutKind?: DocumentSubject;
  @documentField.aboutId() aboutId?: string;
}

/** Somebody sent a file that the scanner found something in; nothing of it was kept. */
@EventContract('assets.upload.refused.v1')
export class UploadRefused {
  @Uuid() uploadId!: string;
  @Uuid() equipmentId!: string;
  @documentField.fileName() fileName!: string;
  @Text({ max: 200 }) threat!: string;
  @Instant() refusedAt!: string;
  @Text({ max: 200 }) refusedBy!: string;
}
