import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Severity, WorkOrderKind, WorkOrderStatus } from '@libs/contracts';

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
}

/** A work order; the tenant comes from the transaction. */
export type WorkOrder = Omit<WorkOrderEntity, 'tenantId'>;

/** What is decided before a work order has a life of its own. */
export type NewWork = Pick<
  WorkOrder,
  'equipmentId' | 'caseId' | 'kind' | 'priority' | 'title' | 'description' | 'correlationId'
>;
