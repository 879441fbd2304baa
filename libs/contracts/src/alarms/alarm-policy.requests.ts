import { Instant, Text, Whole } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';

const A_YEAR = 525_600;
const TRIED =
  'Hours in shadow before a version is activated, unless a backtest ended; 0: none asked for';

/** What a plant has agreed on for its alarms. */
export class AlarmPolicyView {
  @Whole({ min: 1, max: 1000, description: 'Operators who share the alarms' }) operators!: number;
  @Whole({ min: 0, max: A_YEAR, description: 'Longest shelving, minutes' }) shelveLow!: number;
  @Whole({ min: 0, max: A_YEAR }) shelveMedium!: number;
  @Whole({ min: 0, max: A_YEAR }) shelveHigh!: number;
  @Whole({ min: 0, max: A_YEAR, description: '0: critical alarms are never shelved' })
  shelveCritical!: number;
  @Whole({ min: 0, max: 365, description: 'Days in which an ended case may be reopened' })
  reopenDays!: number;
  @Whole({ min: 0, max: 8760, optional: true, description: TRIED }) evidenceHours?: number;
  @Text({ max: 120, nullable: true }) changedBy!: string | null;
  @Instant({ nullable: true }) changedAt!: string | null;
}

/** Asks for the alarm policy. */
@QueryContract('alarms.get-alarm-policy')
export class GetAlarmPolicy extends Request<AlarmPolicyView> {}

/** Replaces the alarm policy. */
@CommandContract('alarms.set-alarm-policy')
export class SetAlarmPolicy extends Request<AlarmPolicyView> {
  @Whole({ min: 1, max: 1000 }) operators!: number;
  @Whole({ min: 0, max: A_YEAR }) shelveLow!: number;
  @Whole({ min: 0, max: A_YEAR }) shelveMedium!: number;
  @Whole({ min: 0, max: A_YEAR }) shelveHigh!: number;
  @Whole({ min: 0, max: A_YEAR }) shelveCritical!: number;
  @Whole({ min: 0, max: 365 }) reopenDays!: number;
  @Whole({ min: 0, max: 8760, optional: true, description: `${TRIED}; absent: as it was` })
  evidenceHours?: number;
}
