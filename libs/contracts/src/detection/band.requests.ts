import { QueryContract, Request } from '../envelope/request-contract.js';
import { Instant, ListOf, Real, Uuid, Whole } from '../fields/kinds.js';

/** What was expected of a sensor at an instant, and what came. */
export class BandPoint {
  @Instant() at!: string;
  @Real() value!: number;
  @Real({ nullable: true, description: 'Null while the detector learns' }) baseline!: number | null;
  @Real({ nullable: true }) low!: number | null;
  @Real({ nullable: true }) high!: number | null;
  @Real({ min: 0, max: 1, description: 'The highest of the readings that the point stands for' })
  score!: number;
}

/** The expected band of a sensor, for a chart. */
export class BandView {
  @Uuid() sensorId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Instant({ description: 'From when on readings were learnt from' }) learntFrom!: string;
  @Whole({ description: 'Readings that a point stands for' }) readingsPerPoint!: number;
  @ListOf(() => BandPoint, { max: 2000 }) points!: BandPoint[];
}

/** Asks for the expected band of a sensor, from its stored readings judged again. */
@QueryContract('detection.get-band')
export class GetBand extends Request<BandView> {
  @Uuid() sensorId!: string;
  @Instant() from!: string;
  @Instant({ description: 'At most 31 days later' }) to!: string;
  @Whole({ min: 2, max: 2000, optional: true, default: 500 }) maxPoints?: number;
  @Whole({ min: 1, max: 720, optional: true, default: 24, description: 'Before, to learn from' })
  learnHours?: number;
}
