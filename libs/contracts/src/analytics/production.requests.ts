import { Instant, Text, Uuid, Whole } from '../fields/kinds.js';
import { CommandContract, Request } from '../envelope/request-contract.js';

const AMOUNT = /^\d{1,12}(\.\d{1,4})?$/;
const amount = { max: 17, pattern: AMOUNT } as const;
/** More than nothing. */
const span = { max: 17, pattern: /^(?=.*[1-9])\d{1,12}(\.\d{1,4})?$/ } as const;

/** What a piece of equipment made and used in a stretch of time. */
export class ProductionView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ min: 0 }) produced!: number;
  @Whole({ min: 0 }) good!: number;
  @Text({ ...amount, nullable: true }) idealCycleSeconds!: string | null;
  @Text({ ...amount, nullable: true }) energyKwh!: string | null;
}

/** Tells what a piece of equipment made and used; the same stretch told again replaces it. */
@CommandContract('analytics.record-production')
export class RecordProduction extends Request<ProductionView> {
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Instant({ description: 'It counts in the window that holds this instant' }) to!: string;
  @Whole({ min: 0, max: 1_000_000_000 }) produced!: number;
  @Whole({ min: 0, max: 1_000_000_000 }) good!: number;
  @Text({
    ...{ ...span, optional: true, example: '12.5' },
    description: 'Shortest time of one piece, more than 0',
  })
  idealCycleSeconds?: string;
  @Text({ ...amount, optional: true, example: '148.25' }) energyKwh?: string;
}

/** What an hour costs, in the plant's currency. */
export class CostRatesView {
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Text(amount) labourPerHour!: string;
  @Text(amount) downtimePerHour!: string;
}

/** Sets what an hour of work and of unplanned standstill costs from an instant on. */
@CommandContract('analytics.set-cost-rates')
export class SetCostRates extends Request<CostRatesView> {
  @Uuid() equipmentId!: string;
  @Instant() from!: string;
  @Text({ ...amount, example: '62.50' }) labourPerHour!: string;
  @Text({ ...amount, example: '1200' }) downtimePerHour!: string;
}
