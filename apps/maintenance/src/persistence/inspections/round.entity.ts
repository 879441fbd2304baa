import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CatchUpPolicy, RoundState } from '@libs/contracts';

@Entity({ name: 'inspection_round' })
export class InspectionRoundEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ name: 'template_id', type: 'uuid' }) templateId!: string;
  @Column({ name: 'equipment_ids', type: 'uuid', array: true }) equipmentIds!: string[];
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ type: 'varchar' }) rrule!: string;
  @Column({ name: 'starts_at', type: 'varchar' }) startsAt!: string;
  @Column({ name: 'time_zone', type: 'varchar' }) timeZone!: string;
  @Column({ name: 'window_minutes', type: 'int' }) windowMinutes!: number;
  @Column({ name: 'lead_days', type: 'int' }) leadDays!: number;
  @Column({ type: 'varchar', nullable: true }) team!: string | null;
  @Column({ name: 'catch_up', type: 'text' }) catchUp!: CatchUpPolicy;
  @Column({ type: 'text' }) state!: RoundState;
  @Column({ name: 'planned_to', type: 'varchar' }) plannedTo!: string;
  /** When there is something to plan; null when the round rests or its rule has ended. */
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ name: 'changed_by', type: 'varchar' }) changedBy!: string;
  @Column({ name: 'correlation_id', type: 'uuid' }) correlationId!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt!: Date;
}

/** A round; the tenant comes from the transaction. */
export type InspectionRound = Omit<InspectionRoundEntity, 'tenantId'>;
