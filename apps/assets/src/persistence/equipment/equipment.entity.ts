import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Connectivity,
  Criticality,
  EquipmentLevel,
  FleetStatus,
  Health,
  HeldFacet,
  Lifecycle,
  MachineStatus,
  OnlineStatus,
  OperatingState,
  WorkState,
} from '@libs/contracts';
import type { CaseHealth } from '../../domain/standing.js';

type Texts = Record<string, string>;
type Free = Record<string, unknown>;

@Entity({ name: 'equipment' })
export class EquipmentEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' }) tenantId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'int', nullable: true }) number!: number | null;
  @Column({ type: 'varchar' }) code!: string;
  @Column({ type: 'varchar' }) name!: string;
  @Column({ type: 'jsonb', nullable: true }) names!: Texts | null;
  @Column({ type: 'varchar', nullable: true }) description!: string | null;
  @Column({ type: 'jsonb', nullable: true }) descriptions!: Texts | null;
  @Column({ type: 'varchar' }) class!: string;
  @Column({ name: 'class_word', type: 'varchar', nullable: true }) classWord!: string | null;
  @Column({ type: 'text', nullable: true }) level!: EquipmentLevel | null;
  @Column({ type: 'char' }) criticality!: Criticality;
  @Column({ type: 'varchar', nullable: true }) manufacturer!: string | null;
  @Column({ type: 'varchar', nullable: true }) model!: string | null;
  @Column({ name: 'serial_number', type: 'varchar', nullable: true }) serialNumber!: string | null;
  @Column({ name: 'asset_number', type: 'varchar', nullable: true }) assetNumber!: string | null;
  @Column({ name: 'external_ids', type: 'jsonb', nullable: true }) externalIds!: Texts | null;
  @Column({ type: 'int', nullable: true }) year!: number | null;
  @Column({ name: 'purchased_on', type: 'date', nullable: true }) purchasedOn!: string | null;
  @Column({ name: 'purchase_price', type: 'numeric', nullable: true })
  purchasePrice!: string | null;
  @Column({ name: 'purchase_currency', type: 'char', nullable: true })
  purchaseCurrency!: string | null;
  @Column({ type: 'jsonb', nullable: true }) specifications!: Free | null;
  @Column({ type: 'jsonb', nullable: true }) metadata!: Free | null;
  @Column({ name: 'installed_at', type: 'timestamptz', nullable: true }) installedAt!: Date | null;
  @Column({ name: 'parent_id', type: 'uuid', nullable: true }) parentId!: string | null;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ type: 'double precision', nullable: true }) latitude!: number | null;
  @Column({ type: 'double precision', nullable: true }) longitude!: number | null;
  @Column({ name: 'position_at', type: 'timestamptz', nullable: true }) positionAt!: Date | null;
  @Column({ name: 'last_maintenance_at', type: 'timestamptz', nullable: true })
  lastMaintenanceAt!: Date | null;
  @Column({ name: 'next_maintenance_at', type: 'timestamptz', nullable: true })
  nextMaintenanceAt!: Date | null;
  @Column({ name: 'next_maintenance_hours', type: 'double precision', nullable: true })
  nextMaintenanceHours!: number | null;
  @Column({ name: 'declared_efficiency', type: 'double precision', nullable: true })
  declaredEfficiency!: number | null;
  @Column({ name: 'declared_efficiency_at', type: 'timestamptz', nullable: true })
  declaredEfficiencyAt!: Date | null;
  @Column({ type: 'text' }) lifecycle!: Lifecycle;
  @Column({ type: 'text' }) operating!: OperatingState;
  @Column({ type: 'text' }) connectivity!: Connectivity;
  @Column({ type: 'text' }) health!: Health;
  @Column({ type: 'text' }) work!: WorkState;
  @Column({ name: 'heard_connectivity', type: 'text', nullable: true })
  heardConnectivity!: Connectivity | null;
  @Column({ name: 'case_health', type: 'text', nullable: true }) caseHealth!: CaseHealth | null;
  @Column({ name: 'operating_when_up', type: 'text', nullable: true })
  operatingWhenUp!: OperatingState | null;
  @Column({ type: 'text', array: true }) held!: HeldFacet[];
  @Column({ name: 'online_status', type: 'text' }) onlineStatus!: OnlineStatus;
  @Column({ name: 'fleet_status', type: 'text' }) fleetStatus!: FleetStatus;
  @Column({ name: 'machine_status', type: 'text' }) machineStatus!: MachineStatus;
  @Column({ name: 'search_text', type: 'text' }) searchText!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
  @Column({ name: 'updated_by', type: 'text' }) updatedBy!: string;
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true }) deletedAt!: Date | null;
}

/** A row without its tenant. */
export type Equipment = Omit<EquipmentEntity, 'tenantId'>;
