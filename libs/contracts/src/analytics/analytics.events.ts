import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, Uuid, Whole } from '../fields/kinds.js';
import { OPERATING_STATES, type OperatingState } from '../words.js';

/** A person said what a piece of equipment does or, with `to`, what it did. */
@EventContract('analytics.equipment_state.entered.v1')
export class StateEntered {
  @Uuid() entryId!: string;
  @Uuid() equipmentId!: string;
  @Choice(OPERATING_STATES) state!: OperatingState;
  @Text({ max: 1000 }) reason!: string;
  @Text({ max: 104, optional: true }) reasonCode?: string;
  @Instant() from!: string;
  @Instant({ optional: true }) to?: string;
}

/** It was told what a piece of equipment made and used in a stretch of time. */
@EventContract('analytics.production.recorded.v1')
export class ProductionRecorded {
  @Uuid() productionId!: string;
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ min: 0 }) produced!: number;
  @Whole({ min: 0 }) good!: number;
  @Text({ max: 17, optional: true }) idealCycleSeconds?: string;
  @Text({ max: 17, optional: true }) energyKwh?: string;
}

/** It was set what an hour costs from an instant on. */
@EventContract('analytics.cost_rates.set.v1')
export class CostRatesSet {
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Text({ max: 17 }) labourPerHour!: string;
  @Text({ max: 17 }) downtimePerHour!: string;
}
