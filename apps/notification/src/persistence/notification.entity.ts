import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, DeliveryStatus, Severity } from '@libs/contracts';

/** When it is due and who holds it is the delivery repository's own matter. */
@Entity({ name: 'notification' })
export class NotificationEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'contact_id', type: 'uuid' }) contactId!: string;
  @Column({ type: 'varchar' }) recipient!: string;
  @Column({ type: 'text' }) channel!: Channel;
  @Column({ type: 'varchar', nullable: true }) address!: string | null;
  @Column({ type: 'text' }) status!: DeliveryStatus;
  @Column({ type: 'varchar' }) title!: string;
  @Column({ type: 'varchar' }) body!: string;
  @Column({ type: 'text' }) severity!: Severity;
  @Column({ name: 'about_type', type: 'varchar' }) aboutType!: string;
  @Column({ name: 'about_event_id', type: 'uuid' }) aboutEventId!: string;
  @Column({ name: 'equipment_id', type: 'uuid', nullable: true }) equipmentId!: string | null;
  @Column({ name: 'work_order_id', type: 'uuid', nullable: true }) workOrderId!: string | null;
  @Column({ name: 'work_order_number', type: 'varchar', nullable: true })
  workOrderNumber!: string | null;
  @Column({ name: 'correlation_id', type: 'uuid' }) correlationId!: string;
  @Column({ type: 'int' }) attempts!: number;
  @Column({ name: 'last_error', type: 'varchar', nullable: true }) lastError!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ type: 'boolean' }) summary!: boolean;
  @Column({ name: 'read_at', type: 'timestamptz', nullable: true }) readAt!: Date | null;
}
