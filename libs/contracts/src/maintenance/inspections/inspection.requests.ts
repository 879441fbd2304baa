import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import {
  Choice,
  Flag,
  Instant,
  ListOf,
  Real,
  Text,
  TextList,
  Uuid,
  Whole,
} from '../../fields/kinds.js';
import { UuidList } from '../../fields/records.js';
import { PageRequest } from '../../paging.js';
import { InspectionItem, ItemKey } from './inspection-template.requests.js';
import {
  ASSESSMENTS,
  INSPECTION_ACTIONS,
  INSPECTION_STATUSES,
  ITEM_OUTCOMES,
  SEVERITY_BANDS,
  type Assessment,
  type InspectionAction,
  type InspectionStatus,
  type ItemOutcome,
  type SeverityBand,
} from './inspection-words.js';

const optional = { optional: true } as const;
const nullable = { nullable: true } as const;

/** What was found at one item. */
export class ItemResultView {
  @ItemKey() key!: string;
  @Choice(ITEM_OUTCOMES) outcome!: ItemOutcome;
  @Flag() failed!: boolean;
  @Whole({ min: 0, max: 4, description: '0 where nothing failed' }) severity!: number;
  @Choice(ASSESSMENTS, nullable) assessment!: Assessment | null;
  @Real(nullable) value!: number | null;
  @Text({ max: 40, ...nullable }) choice!: string | null;
  @Text({ max: 2000, ...nullable }) text!: string | null;
  @Text({ max: 2000, ...nullable }) comment!: string | null;
  @UuidList({ max: 20, description: 'Documents' }) photoIds!: string[];
  @Instant() measuredAt!: string;
}

/** An inspection of one piece of equipment and what may be done with it now. */
export class InspectionView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Uuid() templateId!: string;
  @Whole({ min: 1 }) templateVersion!: number;
  @Text({ max: 200, description: 'Of the template' }) name!: string;
  @Uuid(nullable) roundId!: string | null;
  @Text({ max: 16, ...nullable, description: 'Unique per round and equipment' })
  occurrenceKey!: string | null;
  @Text({ max: 120, ...nullable }) team!: string | null;
  @Choice(INSPECTION_STATUSES) status!: InspectionStatus;
  @Instant() dueAt!: string;
  @Instant({ description: 'Missed when it has not begun by then' }) closesAt!: string;
  @Real({ min: 0, max: 100, ...nullable, description: 'null where nothing applied' })
  score!: number | null;
  @Choice(SEVERITY_BANDS, { ...nullable, description: 'null where nothing was found' })
  band!: SeverityBand | null;
  @Whole({ min: 0 }) failedItems!: number;
  @Instant(nullable) startedAt!: string | null;
  @Text({ max: 120, ...nullable }) startedBy!: string | null;
  @Uuid(nullable) submissionId!: string | null;
  @Instant({ ...nullable, description: 'When its last item was measured' })
  performedAt!: string | null;
  @Instant(nullable) submittedAt!: string | null;
  @Text({ max: 120, ...nullable }) submittedBy!: string | null;
  @Instant(nullable) reviewedAt!: string | null;
  @Text({ max: 120, ...nullable }) reviewedBy!: string | null;
  @Text({ max: 2000, ...nullable }) reviewComment!: string | null;
  @Instant(nullable) closedAt!: string | null;
  @Text({ max: 1000, ...nullable }) cancelReason!: string | null;
  @TextList({ max: 10, words: INSPECTION_ACTIONS, description: 'Actions that the state allows' })
  allowedActions!: InspectionAction[];
  @Whole({ min: 1 }) version!: number;
  @Uuid() correlationId!: string;
}

/** An inspection with what it asks and what was found. */
export class InspectionDetailView extends InspectionView {
  @ListOf(() => InspectionItem, { max: 200 }) items!: InspectionItem[];
  @ListOf(() => ItemResultView, { max: 200 }) results!: ItemResultView[];
}

/** Asks for inspections, the latest due first. */
@QueryContract('maintenance.list-inspections')
export class ListInspections extends PageRequest<InspectionView> {
  @Uuid(optional) equipmentId?: string;
  @Uuid(optional) templateId?: string;
  @Uuid(optional) roundId?: string;
  @Choice(INSPECTION_STATUSES, optional) status?: InspectionStatus;
  @Choice(SEVERITY_BANDS, optional) band?: SeverityBand;
  @Choice(['true', 'false'], { ...optional, description: 'With failed items, or without' })
  failed?: 'true' | 'false';
  @Text({ max: 120, ...optional }) team?: string;
  @Instant({ ...optional, description: 'Due at or after' }) from?: string;
  @Instant({ ...optional, description: 'Due before' }) to?: string;
}

/** Asks for one inspection. */
@QueryContract('maintenance.get-inspection')
export class GetInspection extends Request<InspectionDetailView> {
  @Uuid() inspectionId!: string;
}

/** Asks for an inspection outside of any round. */
@CommandContract('maintenance.schedule-inspection')
export class ScheduleInspection extends Request<InspectionView> {
  @Uuid() templateId!: string;
  @Uuid() equipmentId!: string;
  @Instant({ ...optional, description: 'By default now' }) dueAt?: string;
  @Whole({ min: 5, max: 527_040, ...optional, default: 1440 }) windowMinutes?: number;
  @Text({ max: 120, ...optional }) team?: string;
}

abstract class InspectionStep extends Request<InspectionView> {
  @Uuid() inspectionId!: string;
  @Whole({ min: 1, ...optional }) expectedVersion?: number;
}

/** Begins an inspection. */
@CommandContract('maintenance.start-inspection')
export class StartInspection extends InspectionStep {}

/** What a person found at one item. */
export class ItemAnswer {
  @ItemKey() key!: string;
  @Choice(['pass', 'fail', 'not_applicable'], {
    ...optional,
    description: 'As judged; a number and a choice judge themselves unless not applicable',
  })
  outcome?: 'pass' | 'fail' | 'not_applicable';
  @Real({ ...optional, description: 'number' }) value?: number;
  @Text({ max: 40, ...optional, description: 'choice: the key of the option' }) choice?: string;
  @Text({ max: 2000, ...optional, description: 'text' }) text?: string;
  @Whole({ min: 0, max: 4, ...optional, description: 'Of a failure; else as the item says' })
  severity?: number;
  @Text({ max: 2000, ...optional }) comment?: string;
  @UuidList({ max: 20, ...optional, description: 'Documents' }) photoIds?: string[];
  @Instant({ ...optional, description: 'By default now' }) measuredAt?: string;
}

/**
 * Hands in what was found, also of an inspection done without a network. The phone makes the
 * submission's id: handed in again under it, nothing happens a second time.
 */
@CommandContract('maintenance.submit-inspection')
export class SubmitInspection extends InspectionStep {
  @Uuid() submissionId!: string;
  @ListOf(() => ItemAnswer, { min: 1, max: 200 }) items!: ItemAnswer[];
}

/** Confirms what was handed in; by another person, where the template says so. */
@CommandContract('maintenance.review-inspection')
export class ReviewInspection extends InspectionStep {
  @Text({ max: 2000, ...optional }) comment?: string;
}

/** Ends a reviewed inspection. */
@CommandContract('maintenance.close-inspection')
export class CloseInspection extends InspectionStep {}

/** Calls an inspection off. */
@CommandContract('maintenance.cancel-inspection')
export class CancelInspection extends InspectionStep {
  @Text({ max: 1000 }) reason!: string;
}
