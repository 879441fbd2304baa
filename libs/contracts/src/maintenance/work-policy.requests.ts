import { EventContract } from '../envelope/event-contract.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Flag, Instant, ListOf, Real, Text, TextList, Whole } from '../fields/kinds.js';
import { Decimal } from '../fields/records.js';
import { AUTONOMY_LEVELS, WORK_ORDER_KINDS } from '../words.js';
import type { AutonomyLevel, WorkOrderKind } from '../words.js';

const LEVELS = { max: 10, optional: true, description: 'The levels of overdue work' } as const;
const KINDS = { max: 20, words: WORK_ORDER_KINDS, optional: true } as const;

/** When people are told that something is overdue, and who. */
export class EscalationLevel {
  @Real({ min: 0, max: 8760, description: 'Hours after it was due' }) afterHours!: number;
  @TextList({
    ...{ max: 20, optional: true },
    description:
      'Names of contacts; none: at first who has the work, then all who want to hear of it',
  })
  tells?: string[];
}

/** What a plant may agree on for its work. */
abstract class WorkPolicy {
  @Choice(AUTONOMY_LEVELS, { description: 'What agents may do that find work' })
  autonomy!: AutonomyLevel;
  @Decimal({ nullable: true, description: 'Estimated cost above which work must be approved' })
  approvalAbove!: string | null;
  @Decimal({ nullable: true, description: 'Above it only who may approve any amount may approve' })
  approverLimit!: string | null;
  @Whole({ min: 0, max: 365, description: 'Days in which closed work may be reopened' })
  reopenDays!: number;
  @Flag({ description: 'Nobody closes work that they completed themselves' })
  verifiedByOther!: boolean;
  @Flag({ description: 'All work is signed before it is completed' }) signed!: boolean;
  @TextList({ ...KINDS, description: 'Kinds of work that are signed before they are completed' })
  signedKinds?: WorkOrderKind[];
  @Flag({ optional: true, description: 'Work with isolation steps is signed' })
  signedIsolation?: boolean;
  @ListOf(() => EscalationLevel, LEVELS) escalation?: EscalationLevel[];
  @Text({ max: 3, pattern: /^[A-Z]{3}$/, description: 'ISO 4217' }) currency!: string;
}

/** What a plant has agreed on for its work. */
export class WorkPolicyView extends WorkPolicy {
  @Text({ max: 120, nullable: true }) changedBy!: string | null;
  @Instant({ nullable: true }) changedAt!: string | null;
}

/** Asks for the work policy. */
@QueryContract('maintenance.get-work-policy')
export class GetWorkPolicy extends Request<WorkPolicyView> {}

/** Replaces the work policy. */
@CommandContract('maintenance.set-work-policy')
export class SetWorkPolicy extends Request<WorkPolicyView> {
  @Choice(AUTONOMY_LEVELS) autonomy!: AutonomyLevel;
  @Decimal({ nullable: true }) approvalAbove!: string | null;
  @Decimal({ nullable: true }) approverLimit!: string | null;
  @Whole({ min: 0, max: 365 }) reopenDays!: number;
  @Flag() verifiedByOther!: boolean;
  @Flag() signed!: boolean;
  @TextList({ ...KINDS, default: [] }) signedKinds?: WorkOrderKind[];
  @Flag({ optional: true, default: false }) signedIsolation?: boolean;
  @ListOf(() => EscalationLevel, LEVELS) escalation?: EscalationLevel[];
  @Text({ max: 3, pattern: /^[A-Z]{3}$/ }) currency!: string;
}

/** The plant agreed on another policy for its work. */
@EventContract('maintenance.work_policy.set.v1')
export class WorkPolicySet extends WorkPolicy {
  @Text({ max: 120 }) changedBy!: string;
}
