import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Real, Text, Uuid } from '../fields/kinds.js';

/** Readings came back within a configured limit, past its dead-band and off-delay. */
@EventContract('detection.limit.returned.v1')
export class LimitReturned {
  @Uuid() limitId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Choice(['high', 'low']) kind!: 'high' | 'low';
  @Real() value!: number;
  @Instant() measuredAt!: string;
}
