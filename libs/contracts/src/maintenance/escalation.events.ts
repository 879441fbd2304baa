import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, TextList, Uuid, Whole } from '../fields/kinds.js';
import { OVERDUE_KINDS, SEVERITIES, type OverdueKind, type Severity } from '../words.js';

/** Something is overdue for so long that the next people are told. Once per level. */
@EventContract('maintenance.escalation.level_reached.v1')
export class EscalationLevelReached {
  @Choice(OVERDUE_KINDS) kind!: OverdueKind;
  @Uuid({ description: 'Of the work order, inspection or occurrence' }) overdueId!: string;
  @Uuid() equipmentId!: string;
  @Whole({ min: 1, max: 10 }) level!: number;
  @Text({ max: 300 }) title!: string;
  @Choice(SEVERITIES) priority!: Severity;
  @Instant() overdueSince!: string;
  @TextList({ max: 20, description: 'Names of contacts; none: all that want to hear of it' })
  tells!: string[];
  @Text({ max: 120, optional: true }) assignee?: string;
  @Text({ max: 200, optional: true }) team?: string;
  @Uuid({ optional: true }) workOrderId?: string;
  @Text({ max: 20, optional: true }) number?: string;
}
