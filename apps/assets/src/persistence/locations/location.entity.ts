import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocationKind } from '@libs/contracts';

@Entity({ name: 'location' })
export class LocationEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'varchar', nullable: true }) code!: string | null;
  @Column({ type: 'text' }) kind!: LocationKind;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ type: 'jsonb', nullable: true }) names!: Record<string, string> | null;
  @Column({ name: 'parent_id', type: 'uuid', nullable: true }) parentId!: string | null;
  /** The ids from the top of the tree down to this one, each with a slash behind. */
  @Column({ type: 'text' }) path!: string;
  @Column({ type: 'int' }) depth!: number;
  @Column({ type: 'double precision', nullable: true }) latitude!: number | null;
  @Column({ type: 'double precision', nullable: true }) longitude!: number | null;
  @Column({ type: 'jsonb', nullable: true }) metadata!: Record<string, unknown> | null;
  @Column({ type: 'int' }) version!: number;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true }) deletedAt!: Date | null;
}

/** A row without its tenant. */
export type Location = Omit<LocationEntity, 'tenantId'>;
