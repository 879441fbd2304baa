import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Criticality } from '@libs/contracts';

@Entity({ name: 'equipment' })
export class EquipmentEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'varchar' }) code!: string;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ type: 'varchar' }) class!: string;
  @Column({ type: 'char' }) criticality!: Criticality;
  @Column({ type: 'varchar', nullable: true }) manufacturer!: string | null;
  @Column({ type: 'varchar', nullable: true }) model!: string | null;
  @Column({ name: 'serial_number', type: 'varchar', nullable: true }) serialNumber!: string | null;
  @Column({ name: 'installed_at', type: 'timestamptz', nullable: true }) installedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
