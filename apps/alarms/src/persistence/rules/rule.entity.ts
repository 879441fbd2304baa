import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlarmRuleDefinition, AlarmRuleState } from '@libs/contracts';

@Entity({ name: 'alarm_rule' })
export class RuleEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @PrimaryColumn({ type: 'int' }) version!: number;
  @Column({ type: 'varchar' }) code!: string;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ type: 'text' }) state!: AlarmRuleState;
  @Column({ type: 'jsonb' }) definition!: AlarmRuleDefinition;
  @Column({ type: 'int' }) raised!: number;
  @Column({ name: 'changed_by', type: 'varchar' }) changedBy!: string;
  /** When its text was last changed. */
  @Column({ name: 'written_at', type: 'timestamptz' }) writtenAt!: Date;
  @Column({ name: 'shadowed_at', type: 'timestamptz', nullable: true }) shadowedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt!: Date;
}

/** A version that may not have its row yet; the tenant comes from the transaction. */
export type Rule = Omit<RuleEntity, 'tenantId'>;
