import { EventContract } from '../../envelope/event-contract.js';
import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Instant, Text, Uuid, WebAddress, Whole } from '../../fields/kinds.js';
import { UuidList } from '../../fields/records.js';
import { PageRequest } from '../../paging.js';
import { byLanguage } from './equipment-details.js';

/** What a document of equipment is. */
export const DOCUMENT_KINDS = ['diagram', 'manual', 'photo', 'certificate', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a document may be about beside its equipment. */
export const DOCUMENT_SUBJECTS = ['work_order', 'work_request', 'inspection', 'fault'] as const;
export type DocumentSubject = (typeof DOCUMENT_SUBJECTS)[number];

const optional = { optional: true } as const;
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9.+-]+$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const SHA256 = /^[0-9a-f]{64}$/;
export const MOST_BYTES = 2_147_483_647;

/** The fields of documents and what each may hold; declared once for all contracts. */
export const documentField = {
  title: () => Text({ max: 200, example: 'P&ID 7' }),
  titles: () => byLanguage(200, { ...optional, description: 'The title by language, e.g. ar' }),
  language: () =>
    Text({ max: 35, pattern: LANGUAGE, ...optional, example: 'ar', description: 'Of its content' }),
  mediaType: (o: { optional?: boolean } = {}) =>
    Text({ max: 100, pattern: MEDIA_TYPE, ...o, example: 'application/pdf' }),
  fileName: (o: { optional?: boolean } = {}) => Text({ max: 200, ...o, example: 'pid-7.pdf' }),
  sizeBytes: (o: { optional?: boolean } = {}) => Whole({ min: 0, max: MOST_BYTES, ...o }),
  sha256: (o: { optional?: boolean } = {}) =>
    Text({ min: 64, max: 64, pattern: SHA256, ...o, example: 'a'.repeat(64) }),
  aboutKind: () => Choice(DOCUMENT_SUBJECTS, optional),
  aboutId: () => Uuid({ ...optional, description: 'Of what it is about beside its equipment' }),
} as const;

/** What is known of a document: of one by address where it lies, of a stored one its content. */
abstract class DocumentFacts {
  @Uuid() equipmentId!: string;
  @Choice(DOCUMENT_KINDS) kind!: DocumentKind;
  @documentField.title() title!: string;
  @documentField.titles() titles?: Record<string, string>;
  @documentField.language() language?: string;
  @WebAddress({ ...optional, description: 'Where it lies, when it is not stored here' })
  address?: string;
  @documentField.mediaType(optional) mediaType?: string;
  @documentField.fileName(optional) fileName?: string;
  @documentField.sizeBytes(optional) sizeBytes?: number;
  @documentField.sha256(optional) sha256?: string;
  @documentField.aboutKind() aboutKind?: DocumentSubject;
  @documentField.aboutId() aboutId?: string;
  @Instant() addedAt!: string;
  @Text({ max: 200 }) addedBy!: string;
}

/** A document of equipment: stored here, or noted with the address of its content. */
export class DocumentView extends DocumentFacts {
  @Uuid() id!: string;
}

/** Notes a document of equipment. */
@CommandContract('assets.add-document')
export class AddDocument extends Request<DocumentView> {
  @Uuid() equipmentId!: string;
  @Choice(DOCUMENT_KINDS) kind!: DocumentKind;
  @documentField.title() title!: string;
  @documentField.titles() titles?: Record<string, string>;
  @documentField.language() language?: string;
  @WebAddress() address!: string;
  @documentField.mediaType(optional) mediaType?: string;
}

/** Asks for one document of equipment. */
@QueryContract('assets.get-document')
export class GetDocument extends Request<DocumentView> {
  @Uuid() equipmentId!: string;
  @Uuid() documentId!: string;
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
  @documentField.aboutKind() aboutKind?: DocumentSubject;
  @documentField.aboutId() aboutId?: string;
  @UuidList({ max: 5, ...optional, description: 'About any of these' }) aboutIds?: string[];
}

abstract class DocumentEvent extends DocumentFacts {
  @Uuid() documentId!: string;
}

/** Equipment has one more document. */
@EventContract('assets.document.added.v1')
export class DocumentAdded extends DocumentEvent {}

/** Equipment has one document less. */
@EventContract('assets.document.removed.v1')
export class DocumentRemoved extends DocumentEvent {}
