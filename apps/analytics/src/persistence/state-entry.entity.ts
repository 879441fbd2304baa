import type { StateEntryView, OperatingState } from '@libs/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'state_entry' })
export class StateEntryEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'equipment_id', type: 'uuid' }) equipmentId!: string;
  @Column({ type: 'text' }) state!: OperatingState;
  @Column({ type: 'varchar' }) reason!: string;
  @Column({ name: 'reason_code', type: 'text', nullable: true }) reasonCode!: string | null;
  @Column({ name: 'starts_at', type: 'timestamptz' }) from!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true }) to!: Date | null;
  @Column({ name: 'entered_by', type: 'varchar' }) enteredBy!: string;
  @Column({ name: 'entered_at', type: 'timestamptz' }) enteredAt!: Date;
}

/** What a person said; the tenant comes from the transaction. */
export type StateEntry = Omit<StateEntryEntity, 'tenantId'>;

/** An entry in the words of its contract. */
export const stateEntryView = (entry: StateEntry): StateEntryView => ({
  id: entry.id,
  equipmentId: entry.equipmentId,
  state: entry.state,
  reason: entry.reason,
  ...(entry.reasonCode !== null && { reasonCode: entry.reasonCode }),
  from: entry.from.toISOString(),
  to: entry.to?.toISOString() ?? null,
  enteredBy: entry.enteredBy,
  enteredAt: entry.enteredAt.toISOString(),
});
