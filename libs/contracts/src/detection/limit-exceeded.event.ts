import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Real, Text, Uuid } from '../fields/kinds.js';
import { SEVERITIES, type Severity } from '../words.js';

/** A reading went beyond a configured limit and stayed there past the on-delay. */
@EventContract('detection.limit.exceeded.v1')
export class LimitExceeded {
  @Uuid() limitId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() sensorId!: string;
  @Text({ max: 60 }) sensorKey!: string;
  @Choice(['high', 'low']) kind!: 'high' | 'low';
  @Real() threshold!: number;
  @Real() value!: number;
  @Text({ max: 30 }) unit!: string;
  @Instant() measuredAt!: string;
  @Choice(SEVERITIES) severity!: Severity;
}
