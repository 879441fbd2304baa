import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, Severity, Topic } from '@libs/contracts';

@Entity({ name: 'contact' })
export class ContactEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ type: 'text' }) channel!: Channel;
  @Column({ type: 'varchar', nullable: true }) address!: string | null;
  /** Sealed. */
  @Column({ type: 'text', nullable: true }) secret!: string | null;
  @Column({ type: 'text', array: true }) topics!: Topic[];
  @Column({ name: 'minimum_severity', type: 'text' }) minimumSeverity!: Severity;
  @Column({ type: 'boolean' }) enabled!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true }) removedAt!: Date | null;
}
