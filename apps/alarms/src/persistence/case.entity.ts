import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  CaseKind,
  CaseStatus,
  FeedbackAnswer,
  Severity,
  TriageVerdict,
} from '@libs/contracts';

@Entity({ name: 'alarm_case' })
export class CaseEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'equipment_id', type: 'uuid' }) equipmentId!: string;
  @Column({ type: 'text' }) kind!: CaseKind;
  @Column({ type: 'text' }) status!: CaseStatus;
  @Column({ name: 'duplicate_of', type: 'uuid', nullable: true }) duplicateOf!: string | null;
  @Column({ type: 'text' }) severity!: Severity;
  @Column({ type: 'text', nullable: true }) verdict!: TriageVerdict | null;
  @Column({ type: 'varchar' }) title!: string;
  @Column({ type: 'varchar', nullable: true }) reason!: string | null;
  /** What was said of it when its work was done. */
  @Column({ type: 'text', nullable: true }) answer!: FeedbackAnswer | null;
  @Column({ name: 'work_order_id', type: 'uuid', nullable: true }) workOrderId!: string | null;
  @Column({ name: 'work_closed', type: 'boolean' }) workClosed!: boolean;
  /** The end of a work order may be heard of before its beginning. */
  @Column({ name: 'ended_work_orders', type: 'uuid', array: true }) endedWorkOrders!: string[];
  @Column({ name: 'correlation_id', type: 'uuid' }) correlationId!: string;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt!: Date;
  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true }) resolvedAt!: Date | null;
}

/** A case that may not have its row yet; the tenant comes from the transaction. */
export type Case = Omit<CaseEntity, 'tenantId'>;
