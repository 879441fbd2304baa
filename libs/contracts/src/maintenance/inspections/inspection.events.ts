import { EventContract } from '../../envelope/event-contract.js';
import { Choice, Instant, ListOf, Real, Text, TextList, Uuid, Whole } from '../../fields/kinds.js';
import { UuidList } from '../../fields/records.js';
import { ItemKey } from './inspection-template.requests.js';
import { ROUND_STATES, SEVERITY_BANDS } from './inspection-words.js';
import type { RoundState, SeverityBand } from './inspection-words.js';

/** What every event of an inspection tells. */
export abstract class InspectionEvent {
  @Uuid() inspectionId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() templateId!: string;
  @Whole({ min: 1 }) templateVersion!: number;
  @Text({ max: 200, description: 'Of the template' }) name!: string;
  @Uuid({ optional: true }) roundId?: string;
}

/** An inspection was planned. */
@EventContract('maintenance.inspection.scheduled.v1')
export class InspectionScheduled extends InspectionEvent {
  @Instant() dueAt!: string;
  @Instant() closesAt!: string;
  @Text({ max: 120, optional: true }) team?: string;
}

/** Somebody began to inspect. */
@EventContract('maintenance.inspection.started.v1')
export class InspectionStarted extends InspectionEvent {
  @Text({ max: 120 }) startedBy!: string;
}

/** An item that was looked at and found good. */
export class GoodItem {
  @Uuid() findingId!: string;
  @ItemKey() item!: string;
  @Instant() measuredAt!: string;
}

/** What was found was handed in. */
@EventContract('maintenance.inspection.submitted.v1')
export class InspectionSubmitted extends InspectionEvent {
  @Uuid() submissionId!: string;
  @Text({ max: 120 }) submittedBy!: string;
  @Instant({ description: 'When its last item was measured' }) performedAt!: string;
  @Real({ min: 0, max: 100, optional: true }) score?: number;
  @Choice(SEVERITY_BANDS, { optional: true }) band?: SeverityBand;
  @TextList({ max: 200 }) failedItems!: string[];
  @ListOf(() => GoodItem, { max: 200 }) goodItems!: GoodItem[];
}

/** An item was found bad. The finding is the same as long as it is the same item and machine. */
@EventContract('maintenance.inspection.item_failed.v1')
export class InspectionItemFailed extends InspectionEvent {
  @Uuid() findingId!: string;
  @ItemKey() item!: string;
  @Text({ max: 500, description: 'What the item asks' }) text!: string;
  @Whole({ min: 0, max: 4 }) severity!: number;
  @Real({ optional: true }) value?: number;
  @Text({ max: 20, optional: true }) unit?: string;
  @Real({ optional: true }) low?: number;
  @Real({ optional: true }) high?: number;
  @Text({ max: 2000, optional: true }) comment?: string;
  @UuidList({ max: 20 }) photoIds!: string[];
  @Instant() measuredAt!: string;
}

/** The time for an inspection passed and nobody had begun. */
@EventContract('maintenance.inspection.missed.v1')
export class InspectionMissed extends InspectionEvent {
  @Instant() dueAt!: string;
  @Instant() closesAt!: string;
  @Text({ max: 120, optional: true }) team?: string;
}

/** What was handed in was confirmed. */
@EventContract('maintenance.inspection.reviewed.v1')
export class InspectionReviewed extends InspectionEvent {
  @Text({ max: 120 }) reviewedBy!: string;
  @Text({ max: 2000, optional: true }) comment?: string;
}

/** A reviewed inspection was ended. */
@EventContract('maintenance.inspection.closed.v1')
export class InspectionClosed extends InspectionEvent {
  @Text({ max: 120 }) closedBy!: string;
}

/** An inspection was called off. */
@EventContract('maintenance.inspection.cancelled.v1')
export class InspectionCancelled extends InspectionEvent {
  @Text({ max: 120 }) cancelledBy!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** A version of a template was written, or the template was put away. */
abstract class TemplateEvent {
  @Uuid() templateId!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 120 }) changedBy!: string;
}

/** A version of a template was written. */
@EventContract('maintenance.inspection_template.written.v1')
export class InspectionTemplateWritten extends TemplateEvent {}

/** No further inspection is made of a template. */
@EventContract('maintenance.inspection_template.retired.v1')
export class InspectionTemplateRetired extends TemplateEvent {}

/** A round began, rests, goes on, ended or is another. */
@EventContract('maintenance.inspection_round.changed.v1')
export class InspectionRoundChanged {
  @Uuid() roundId!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 200 }) name!: string;
  @Uuid() templateId!: string;
  @Text({ max: 300 }) rrule!: string;
  @Text({ max: 60 }) timeZone!: string;
  @Choice(ROUND_STATES) state!: RoundState;
  @Text({ max: 120 }) changedBy!: string;
}
