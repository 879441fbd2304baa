import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InspectionStatus, SeverityBand } from '@libs/contracts';

const nullable = { nullable: true } as const;

@Entity({ name: 'inspection' })
export class InspectionEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'equipment_id', type: 'uuid' }) equipmentId!: string;
  @Column({ name: 'template_id', type: 'uuid' }) templateId!: string;
  @Column({ name: 'template_version', type: 'int' }) templateVersion!: number;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ name: 'round_id', type: 'uuid', ...nullable }) roundId!: string | null;
  @Column({ name: 'occurrence_key', type: 'varchar', ...nullable }) occurrenceKey!: string | null;
  @Column({ type: 'varchar', ...nullable }) team!: string | null;
  @Column({ type: 'text' }) status!: InspectionStatus;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ name: 'closes_at', type: 'timestamptz' }) closesAt!: Date;
  /** When time moves it next by itself. */
  @Column({ name: 'follow_at', type: 'timestamptz', ...nullable }) followAt!: Date | null;
  @Column({ type: 'float8', ...nullable }) score!: number | null;
  @Column({ type: 'text', ...nullable }) band!: SeverityBand | null;
  @Column({ name: 'failed_items', type: 'int' }) failedItems!: number;
  @Column({ name: 'started_at', type: 'timestamptz', ...nullable }) startedAt!: Date | null;
  @Column({ name: 'started_by', type: 'varchar', ...nullable }) startedBy!: string | null;
  @Column({ name: 'submission_id', type: 'uuid', ...nullable }) submissionId!: string | null;
  @Column({ name: 'performed_at', type: 'timestamptz', ...nullable }) performedAt!: Date | null;
  @Column({ name: 'submitted_at', type: 'timestamptz', ...nullable }) submittedAt!: Date | null;
  @Column({ name: 'submitted_by', type: 'varchar', ...nullable }) submittedBy!: string | null;
  /** Names may be shared; who is another person is told by this. */
  @Column({ name: 'submitted_actor', type: 'text', ...nullable }) submittedActor!: string | null;
  @Column({ name: 'reviewed_at', type: 'timestamptz', ...nullable }) reviewedAt!: Date | null;
  @Column({ name: 'reviewed_by', type: 'varchar', ...nullable }) reviewedBy!: string | null;
  @Column({ name: 'review_comment', type: 'varchar', ...nullable }) reviewComment!: string | null;
  @Column({ name: 'closed_at', type: 'timestamptz', ...nullable }) closedAt!: Date | null;
  @Column({ name: 'cancel_reason', type: 'varchar', ...nullable }) cancelReason!: string | null;
  @Column({ type: 'int' }) version!: number;
  @Column({ name: 'correlation_id', type: 'uuid' }) correlationId!: string;
}

/** An inspection; the tenant comes from the transaction. */
export type Inspection = Omit<InspectionEntity, 'tenantId'>;

/** What is decided before an inspection has a life of its own. */
export type NewInspection = Pick<
  Inspection,
  | 'equipmentId'
  | 'templateId'
  | 'templateVersion'
  | 'name'
  | 'roundId'
  | 'occurrenceKey'
  | 'team'
  | 'status'
  | 'dueAt'
  | 'closesAt'
  | 'correlationId'
>;
