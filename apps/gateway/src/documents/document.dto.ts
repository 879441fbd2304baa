import { OmitType, PickType } from '@nestjs/swagger';
import { AddDocument, AddStoredDocument, ListDocuments } from '@libs/contracts';

/** A document, and where its content lies. */
export class AddDocumentBody extends OmitType(AddDocument, ['equipmentId'] as const) {}

/** Which documents of a piece of equipment to list. */
export class ListEquipmentDocuments extends OmitType(ListDocuments, ['equipmentId'] as const) {}

/** What a form says of the file that it brings; the title is the file's name when left out. */
export class DescribedFile extends PickType(AddStoredDocument, [
  'kind',
  'title',
  'titles',
  'language',
] as const) {}
