import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  FeedbackAnswer,
  Severity,
  TriageVerdict,
  WorkOrderKind,
  WorkOrderStatus,
} from '@libs/contracts';

@Entity({ name: 'work_order' })
export class WorkOrderEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'varchar' }) number!: string;
  @Column({ name: 'equipment_id', type: 'uuid' }) equipmentId!: string;
  @Column({ name: 'case_id', type: 'uuid', nullable: true }) caseId!: string | null;
  @Column({ type: 'text' }) kind!: WorkOrderKind;
  @Column({ type: 'text' }) status!: WorkOrderStatus;
  @Column({ type: 'text' }) priority!: Severity;
  @Column({ type: 'varchar' }) title!: string;
  @Column({ type: 'varchar' }) description!: string;
  @Column({ type: 'varchar', nullable: true }) assignee!: string | null;
  /** Names may be shared; who may go on is told by this. */
  @Column({ name: 'assignee_actor', type: 'text', nullable: true }) assigneeActor!: string | null;
  @Column({ type: 'varchar', nullable: true }) remedy!: string | null;
  @Column({ name: 'cancel_reason', type: 'varchar', nullable: true }) cancelReason!: string | null;
  @Column({ type: 'int' }) version!: number;
  @Column({ name: 'correlation_id', type: 'uuid' }) correlationId!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'assigned_at', type: 'timestamptz', nullable: true }) assignedAt!: Date | null;
  @Column({ name: 'started_at', type: 'timestamptz', nullable: true }) startedAt!: Date | null;
  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true }) completedAt!: Date | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ name: 'detected_at', type: 'timestamptz', nullable: true }) detectedAt!: Date | null;
  @Column({ name: 'reported_at', type: 'timestamptz', nullable: true }) reportedAt!: Date | null;
  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true })
  acknowledgedAt!: Date | null;
  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  @Column({ name: 'planned_start_at', type: 'timestamptz', nullable: true })
  plannedStartAt!: Date | null;
  @Column({ name: 'planned_end_at', type: 'timestamptz', nullable: true })
  plannedEndAt!: Date | null;
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ name: 'held_at', type: 'timestamptz', nullable: true }) heldAt!: Date | null;
  @Column({ name: 'restored_at', type: 'timestamptz', nullable: true }) restoredAt!: Date | null;
  @Column({ name: 'reopenable_until', type: 'timestamptz', nullable: true })
  reopenableUntil!: Date | null;
  @Column({ type: 'varchar', nullable: true }) crew!: string | null;
  @Column({ name: 'completed_by_actor', type: 'text', nullable: true })
  completedByActor!: string | null;
  @Column({ name: 'estimated_cost', type: 'numeric', nullable: true })
  estimatedCost!: string | null;
  /** What triage said of its case when the work was ordered. */
  @Column({ name: 'triage_verdict', type: 'text', nullable: true })
  triageVerdict!: TriageVerdict | null;
  @Column({ name: 'plan_id', type: 'uuid', nullable: true }) planId!: string | null;
  @Column({ name: 'occurrence_id', type: 'uuid', nullable: true }) occurrenceId!: string | null;
  @Column({ name: 'inspection_id', type: 'uuid', nullable: true }) inspectionId!: string | null;
  @Column({ name: 'work_request_id', type: 'uuid', nullable: true })
  workRequestId!: string | null;
  @Column({ name: 'required_skills', type: 'text', array: true }) requiredSkills!: string[];
  @Column({ type: 'text', nullable: true }) feedback!: FeedbackAnswer | null;
  @Column({ name: 'feedback_comment', type: 'varchar', nullable: true })
  feedbackComment!: string | null;
  /** When it was signed as it stands; what was signed stays as it is. */
  @Column({ name: 'signed_at', type: 'timestamptz', nullable: true }) signedAt!: Date | null;
  /** The plan that it comes from asks for a signature. */
  @Column({ name: 'signature_asked', type: 'boolean' }) signatureAsked!: boolean;
}

/** A work order; the tenant comes from the transaction. */
export type WorkOrder = Omit<WorkOrderEntity, 'tenantId'>;

/** What is decided before a work order has a life of its own. */
export type NewWork = Pick<
  WorkOrder,
  'equipmentId' | 'caseId' | 'kind' | 'priority' | 'title' | 'description' | 'correlationId'
> &
  Partial<
    Pick<
      WorkOrder,
      | 'status'
      | 'estimatedCost'
      | 'triageVerdict'
      | 'detectedAt'
      | 'reportedAt'
      | 'dueAt'
      | 'planId'
      | 'occurrenceId'
      | 'inspectionId'
      | 'workRequestId'
      | 'signatureAsked'
    >
  >;
