import { EventContract } from '../../envelope/event-contract.js';
import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Instant, Text, Uuid, WebAddress } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';

/** What a document of equipment is. */
export const DOCUMENT_KINDS = ['diagram', 'manual', 'photo', 'certificate', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

const optional = { optional: true } as const;
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9.+-]+$/;

/** A document of equipment, and where its content lies. */
export class DocumentView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Choice(DOCUMENT_KINDS) kind!: DocumentKind;
  @Text({ max: 200 }) title!: string;
  @WebAddress() address!: string;
  @Text({ max: 100, pattern: MEDIA_TYPE, ...optional, example: 'application/pdf' })
  mediaType?: string;
  @Instant() addedAt!: string;
  @Text({ max: 200 }) addedBy!: string;
}

/** Notes a document of equipment. */
@CommandContract('assets.add-document')
export class AddDocument extends Request<DocumentView> {
  @Uuid() equipmentId!: string;
  @Choice(DOCUMENT_KINDS) kind!: DocumentKind;
  @Text({ max: 200 }) title!: string;
  @WebAddress() address!: string;
  @Text({ max: 100, pattern: MEDIA_TYPE, ...optional, example: 'application/pdf' })
  mediaType?: string;
}

/** Takes a document of equipment out of its list. */
@CommandContract('assets.remove-document')
export class RemoveDocument extends Request<DocumentView> {
  @Uuid() equipmentId!: string;
  @Uuid() documentId!: string;
}

/** Asks for the documents of equipment, newest first. */
@QueryContract('assets.list-documents')
export class ListDocuments extends PageRequest<DocumentView> {
  @Uuid() equipmentId!: string;
  @Choice(DOCUMENT_KINDS, optional) kind?: DocumentKind;
}

abstract class DocumentEvent {
  @Uuid() documentId!: string;
  @Uuid() equipmentId!: string;
  @Choice(DOCUMENT_KINDS) kind!: DocumentKind;
  @Text({ max: 200 }) title!: string;
  @WebAddress() address!: string;
  @Text({ max: 100, ...optional }) mediaType?: string;
  @Instant() addedAt!: string;
  @Text({ max: 200 }) addedBy!: string;
}

/** Equipment has one more document. */
@EventContract('assets.document.added.v1')
export class DocumentAdded extends DocumentEvent {}

/** Equipment has one document less. */
@EventContract('assets.document.removed.v1')
export class DocumentRemoved extends DocumentEvent {}
