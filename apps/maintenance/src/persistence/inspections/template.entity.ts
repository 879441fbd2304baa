import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InspectionItem, ReviewPolicy } from '@libs/contracts';

@Entity({ name: 'inspection_template' })
export class InspectionTemplateEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @PrimaryColumn({ type: 'int' }) version!: number;
  @Column({ type: 'varchar' }) code!: string;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ type: 'jsonb' }) names!: Record<string, string>;
  @Column({ type: 'jsonb' }) items!: InspectionItem[];
  @Column({ type: 'text' }) review!: ReviewPolicy;
  @Column({ type: 'boolean' }) latest!: boolean;
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt!: Date | null;
  @Column({ name: 'changed_by', type: 'varchar' }) changedBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

/** One version of a template; the tenant comes from the transaction. */
export type InspectionTemplate = Omit<InspectionTemplateEntity, 'tenantId'>;
