import { OmitType, PartialType, PickType } from '@nestjs/swagger';
import { AddDocument, AddStoredDocument, ListDocuments } from '@libs/contracts';

/** A document, and where its content lies. */
export class AddDocumentBody extends OmitType(AddDocument, ['equipmentId'] as const) {}

/** Which documents of a piece of equipment to list. */
export class ListEquipmentDocuments extends OmitType(ListDocuments, [
  'equipmentId',
  'aboutIds',
] as const) {}

/** Which documents of something at equipment to list. */
export class ListThingDocuments extends OmitType(ListEquipmentDocuments, [
  'aboutKind',
  'aboutId',
] as const) {}

/** What a form says of the file that it brings; the title is the file's name when left out. */
export class DescribedFile extends PickType(AddStoredDocument, [
  'kind',
  'title',
  'titles',
  'language',
] as const) {}

/** What a form may say of the file that it brings: a photo that is called as its file, otherwise. */
export class AttachedFile extends PartialType(DescribedFile) {}

/** What a form may say of the photo that it brings. */
export class AttachedPhoto extends OmitType(AttachedFile, ['kind'] as const) {}
