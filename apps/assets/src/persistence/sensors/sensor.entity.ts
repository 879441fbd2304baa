import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SensorKind } from '@libs/contracts';

@Entity({ name: 'sensor' })
export class SensorEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'equipment_id', type: 'uuid' }) equipmentId!: string;
  @Column({ type: 'varchar' }) code!: string;
  @Column({ type: 'varchar' }) key!: string;
  @Column({ type: 'varchar', nullable: true }) name!: string | null;
  @Column({ type: 'varchar' }) unit!: string;
  @Column({ type: 'text' }) kind!: SensorKind;
  @Column({ name: 'range_min', type: 'double precision', nullable: true }) rangeMin!: number | null;
  @Column({ name: 'range_max', type: 'double precision', nullable: true }) rangeMax!: number | null;
  @Column({ name: 'expected_period_ms', type: 'int', nullable: true })
  expectedPeriodMs!: number | null;
  @Column({ type: 'int' }) version!: number;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt!: Date | null;
}

/** A row without its tenant. */
export type Sensor = Omit<SensorEntity, 'tenantId'>;
