import { EventContract } from '../envelope/event-contract.js';
import { Real, Text, Whole } from '../fields/kinds.js';

/** A plant agreed on how it works with its alarms. */
@EventContract('alarms.policy.set.v1')
export class AlarmPolicySet {
  @Whole({ min: 1, max: 1000, description: 'Operators who share the alarms' }) operators!: number;
  @Whole({ min: 0, description: 'Longest shelving, minutes' }) shelveLow!: number;
  @Whole({ min: 0 }) shelveMedium!: number;
  @Whole({ min: 0 }) shelveHigh!: number;
  @Whole({ min: 0 }) shelveCritical!: number;
  @Whole({ min: 0 }) reopenDays!: number;
  @Whole({ min: 0 }) evidenceHours!: number;
  @Real({ min: 0, max: 1 }) leastPrecision!: number;
  @Whole({ min: 1 }) leastAnswers!: number;
  @Text({ max: 120 }) changedBy!: string;
}
