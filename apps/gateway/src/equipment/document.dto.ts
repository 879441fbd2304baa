import { OmitType } from '@nestjs/swagger';
import { AddDocument, ListDocuments } from '@libs/contracts';

/** A document, and where its content lies. */
export class AddDocumentBody extends OmitType(AddDocument, ['equipmentId'] as const) {}

/** Which documents of a piece of equipment to list. */
export class ListEquipmentDocuments extends OmitType(ListDocuments, ['equipmentId'] as const) {}
