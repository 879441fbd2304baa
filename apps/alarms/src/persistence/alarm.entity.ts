import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Severity, WrongAlarmReason } from '@libs/contracts';

@Entity({ name: 'alarm' })
export class AlarmEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'equipment_id', type: 'uuid' }) equipmentId!: string;
  @Column({ name: 'equipment_code', type: 'varchar', nullable: true })
  equipmentCode!: string | null;
  @Column({ name: 'equipment_name', type: 'varchar', nullable: true })
  equipmentName!: string | null;
  @Column({ name: 'case_id', type: 'uuid' }) caseId!: string;
  @Column({ type: 'varchar' }) rule!: string;
  @Column({ name: 'sensor_id', type: 'uuid', nullable: true }) sensorId!: string | null;
  @Column({ name: 'source_id', type: 'uuid' }) sourceId!: string;
  @Column({ type: 'boolean' }) active!: boolean;
  @Column({ type: 'boolean' }) acked!: boolean;
  @Column({ type: 'boolean' }) latched!: boolean;
  @Column({ name: 'shelved_until', type: 'timestamptz', nullable: true })
  shelvedUntil!: Date | null;
  @Column({ name: 'shelved_by', type: 'varchar', nullable: true }) shelvedBy!: string | null;
  @Column({ name: 'shelve_reason', type: 'varchar', nullable: true })
  shelveReason!: string | null;
  @Column({ name: 'suppressed_by', type: 'text', array: true }) suppressedBy!: readonly string[];
  @Column({ name: 'out_of_service_by', type: 'varchar', nullable: true })
  outOfServiceBy!: string | null;
  @Column({ type: 'text' }) severity!: Severity;
  @Column({ type: 'int' }) count!: number;
  @Column({ type: 'varchar' }) message!: string;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt!: Date;
  @Column({ name: 'raised_at', type: 'timestamptz' }) raisedAt!: Date;
  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true })
  acknowledgedAt!: Date | null;
  @Column({ name: 'acknowledged_by', type: 'varchar', nullable: true })
  acknowledgedBy!: string | null;
  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true }) returnedAt!: Date | null;
  @Column({ name: 'cleared_at', type: 'timestamptz', nullable: true }) clearedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) answer!: 'right' | 'wrong' | null;
  @Column({ name: 'judged_by', type: 'varchar', nullable: true }) judgedBy!: string | null;
  @Column({ name: 'judged_at', type: 'timestamptz', nullable: true }) judgedAt!: Date | null;
  @Column({ name: 'wrong_reason', type: 'text', nullable: true })
  wrongReason!: WrongAlarmReason | null;
  @Column({ name: 'judgement_comment', type: 'varchar', nullable: true })
  judgementComment!: string | null;
  @Column({ name: 'judging_work_order_id', type: 'uuid', nullable: true })
  judgingWorkOrderId!: string | null;
  @Column({ name: 'correlation_id', type: 'uuid' }) correlationId!: string;
}

/** An alarm that may not have its row yet; the tenant comes from the transaction. */
export type Alarm = Omit<AlarmEntity, 'tenantId'>;
