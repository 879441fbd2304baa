import { byLanguage } from '../../assets/equipment/equipment-details.js';
import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Flag, Instant, ListOf, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';
import { ITEM_TYPES, PHOTO_RULES, REVIEW_POLICIES } from './inspection-words.js';
import type { ItemType, PhotoRule, ReviewPolicy } from './inspection-words.js';

const KEY = /^[a-z][a-z0-9_]*$/;
const optional = { optional: true } as const;

/** The field by which items and options are referred to. */
export const ItemKey = (): PropertyDecorator =>
  Text({ max: 40, pattern: KEY, example: 'oil_level' });

/** One answer that an item of type `choice` offers. */
export class InspectionOption {
  @ItemKey() key!: string;
  @Text({ max: 200 }) text!: string;
  @byLanguage(200, optional) texts?: Record<string, string>;
  @Flag({ ...optional, default: false, description: 'Whoever chooses it has found a fault' })
  fails?: boolean;
}

/** One thing to be looked at or measured. */
export class InspectionItem {
  @ItemKey() key!: string;
  @Text({ max: 500, example: 'The oil level is between the marks' }) text!: string;
  @byLanguage(500, { ...optional, description: 'The text by language, e.g. ar' })
  texts?: Record<string, string>;
  @Choice(ITEM_TYPES) type!: ItemType;
  @Text({ max: 20, ...optional, description: 'number' }) unit?: string;
  @Real({ ...optional, description: 'number: less has failed' }) low?: number;
  @Real({ ...optional, description: 'number: more has failed' }) high?: number;
  @Real({ ...optional, description: 'number: less is a warning' }) warnLow?: number;
  @Real({ ...optional, description: 'number: more is a warning' }) warnHigh?: number;
  @ListOf(() => InspectionOption, { max: 20, ...optional, description: 'choice' })
  options?: InspectionOption[];
  @Choice(PHOTO_RULES, { ...optional, default: 'optional' }) photo?: PhotoRule;
  @Real({ min: 0.01, max: 100, ...optional, default: 1, description: 'Its part in the score' })
  weight?: number;
  @Whole({ min: 0, max: 4, ...optional, default: 2, description: 'Of a failure, unless told' })
  severity?: number;
}

/** What an inspection looks at; one version, which never changes. */
export class InspectionTemplateView {
  @Uuid() id!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @byLanguage(200) names!: Record<string, string>;
  @ListOf(() => InspectionItem, { min: 1, max: 200 }) items!: InspectionItem[];
  @Choice(REVIEW_POLICIES) review!: ReviewPolicy;
  @Instant({ nullable: true }) retiredAt!: string | null;
  @Text({ max: 120 }) changedBy!: string;
  @Instant() createdAt!: string;
}

/** Writes a template for inspections. */
@CommandContract('maintenance.add-inspection-template')
export class AddInspectionTemplate extends Request<InspectionTemplateView> {
  @Text({ max: 40, pattern: /^[A-Z0-9-]+$/, example: 'PUMP-WEEKLY' }) code!: string;
  @Text({ max: 200 }) name!: string;
  @byLanguage(200, optional) names?: Record<string, string>;
  @ListOf(() => InspectionItem, { min: 1, max: 200 }) items!: InspectionItem[];
  @Choice(REVIEW_POLICIES, { ...optional, default: 'other_person' }) review?: ReviewPolicy;
}

/** Writes the next version; inspections that are planned already keep theirs. */
@CommandContract('maintenance.revise-inspection-template')
export class ReviseInspectionTemplate extends Request<InspectionTemplateView> {
  @Uuid() templateId!: string;
  @Whole({ min: 1, ...optional }) expectedVersion?: number;
  @Text({ max: 200 }) name!: string;
  @byLanguage(200, optional) names?: Record<string, string>;
  @ListOf(() => InspectionItem, { min: 1, max: 200 }) items!: InspectionItem[];
  @Choice(REVIEW_POLICIES, { ...optional, default: 'other_person' }) review?: ReviewPolicy;
}

/** Lets no further inspection be made of a template. */
@CommandContract('maintenance.retire-inspection-template')
export class RetireInspectionTemplate extends Request<InspectionTemplateView> {
  @Uuid() templateId!: string;
  @Whole({ min: 1, ...optional }) expectedVersion?: number;
}

/** Asks for the latest version of a template, or for one. */
@QueryContract('maintenance.get-inspection-template')
export class GetInspectionTemplate extends Request<InspectionTemplateView> {
  @Uuid() templateId!: string;
  @Whole({ min: 1, ...optional, description: 'By default the latest' }) version?: number;
}

/** Asks for the latest version of each template, or for every version of one. */
@QueryContract('maintenance.list-inspection-templates')
export class ListInspectionTemplates extends PageRequest<InspectionTemplateView> {
  @Uuid({ ...optional, description: 'All versions of this one' }) templateId?: string;
  @Text({ max: 200, ...optional, description: 'Part of code or name' }) search?: string;
  @Choice(['true', 'false'], { ...optional, description: 'By default both' })
  retired?: 'true' | 'false';
}
