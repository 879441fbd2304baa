import { OmitType } from '@nestjs/swagger';
import {
  CancelInspection,
  ChangeInspectionRound,
  GetInspectionTrend,
  ListInspections,
  ListInspectionTemplates,
  ReviewInspection,
  ReviseInspectionTemplate,
  SubmitInspection,
} from '@libs/contracts';

const STEP = ['inspectionId', 'expectedVersion'] as const;

/** What a template looks at from its next version on. */
export class ReviseInspectionTemplateBody extends OmitType(ReviseInspectionTemplate, [
  'templateId',
  'expectedVersion',
] as const) {}

/** Which page. */
export class TemplateVersionsQuery extends OmitType(ListInspectionTemplates, [
  'templateId',
] as const) {}

/** What a round is from now on. */
export class ChangeInspectionRoundBody extends OmitType(ChangeInspectionRound, [
  'roundId',
  'expectedVersion',
] as const) {}

/** What was found at each item. */
export class SubmitInspectionBody extends OmitType(SubmitInspection, STEP) {}

/** What the reviewer says. */
export class ReviewInspectionBody extends OmitType(ReviewInspection, STEP) {}

/** Why it is called off. */
export class CancelInspectionBody extends OmitType(CancelInspection, STEP) {}

/** Which page of which inspections. */
export class EquipmentInspectionsQuery extends OmitType(ListInspections, [
  'equipmentId',
] as const) {}

/** Which item, and how many of its values. */
export class InspectionTrendQuery extends OmitType(GetInspectionTrend, ['equipmentId'] as const) {}
