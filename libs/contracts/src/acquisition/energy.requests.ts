import { QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, ListOf, Nested, Real, Uuid, Whole } from '../fields/kinds.js';

/** What tells energy: a counter in a unit of energy, or a gauge in a unit of power. */
export const ENERGY_SOURCES = ['counter', 'power'] as const;
export type EnergySource = (typeof ENERGY_SOURCES)[number];

/** A stretch of time at one piece of equipment. */
export class EnergyStretch {
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Instant({ description: 'Up to, without it' }) to!: string;
}

/** What one sensor says of the energy used in a stretch. */
export class MeteredEnergy {
  @Uuid() sensorId!: string;
  @Choice(ENERGY_SOURCES) source!: EnergySource;
  @Real({ nullable: true, description: 'Null: it says nothing of this stretch' })
  kwh!: number | null;
  @Whole({ min: 0, max: 2, description: 'Ends between two readings of a counter' })
  interpolated!: number;
  @Whole({ min: 0, max: 2, description: 'Ends before the first or after the last reading' })
  nearest!: number;
  @Whole({
    min: 0,
    description: 'Falls of a counter that no epoch explains; they count as nothing',
  })
  falls!: number;
  @Whole({ min: 0, description: 'Time in which no value of a power was in force' })
  silentMs!: number;
}

/** The energy used in a stretch, by each sensor that tells of it. */
export class EnergyView {
  @Nested(() => EnergyStretch) stretch!: EnergyStretch;
  @ListOf(() => MeteredEnergy, { max: 1000 }) meters!: MeteredEnergy[];
}

/** Asks for the energy used in stretches; those at equipment without a meter are left out. */
@QueryContract('acquisition.get-energy')
export class GetEnergy extends Request<EnergyView[]> {
  @ListOf(() => EnergyStretch, { min: 1, max: 500 }) stretches!: EnergyStretch[];
}
