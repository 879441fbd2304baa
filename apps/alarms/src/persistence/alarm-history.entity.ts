import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlarmHappening, AlarmState, Severity } from '@libs/contracts';

@Entity({ name: 'alarm_history' })
export class AlarmHistoryEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'alarm_id', type: 'uuid' }) alarmId!: string;
  @Column({ name: 'equipment_id', type: 'uuid' }) equipmentId!: string;
  @Column({ type: 'varchar' }) rule!: string;
  @Column({ type: 'text' }) happened!: AlarmHappening;
  @Column({ type: 'text' }) state!: AlarmState;
  @Column({ type: 'text' }) severity!: Severity;
  @Column({ type: 'boolean' }) suppressed!: boolean;
  @Column({ type: 'varchar' }) by!: string;
  @Column({ type: 'varchar', nullable: true }) text!: string | null;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt!: Date;
  @Column({ name: 'noted_at', type: 'timestamptz' }) notedAt!: Date;
}
