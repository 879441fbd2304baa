import { Instant, ListOf, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { QueryContract, Request } from '../envelope/request-contract.js';

/** A source of many alarms. */
export class AlarmOffender {
  @Uuid() equipmentId!: string;
  @Text({ max: 50, nullable: true }) equipmentCode!: string | null;
  @Text({ max: 120 }) rule!: string;
  @Whole({ min: 1 }) alarms!: number;
  @Real({ min: 0, max: 1, description: 'Of all alarms of the window' }) share!: number;
}

/** How well the alarms of a window could be worked on (EEMUA 191, ISA-18.2). */
export class AlarmKpisView {
  @Whole({ description: 'Version of these definitions' }) definition!: number;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ min: 1 }) operators!: number;
  @Whole({ description: 'Times an alarm came up and was not suppressed' }) annunciated!: number;
  @Whole({ description: 'Times one came up while it was suppressed' }) suppressed!: number;
  @Whole() shelvings!: number;
  @Real({ min: 0 }) perTenMinutesAndOperator!: number;
  @Whole({ description: 'Most in one slice of ten minutes, counted from the start' })
  peakPerTenMinutes!: number;
  @Whole() floods!: number;
  @Real({ min: 0 }) floodSeconds!: number;
  @Real({ min: 0, max: 1 }) floodShare!: number;
  @Whole() low!: number;
  @Whole() medium!: number;
  @Whole() high!: number;
  @Whole() critical!: number;
  @Whole() acknowledged!: number;
  @Real({ nullable: true, description: 'Null when none was acknowledged' })
  meanSecondsToAcknowledge!: number | null;
  @ListOf(() => AlarmOffender, { max: 10 }) topOffenders!: AlarmOffender[];
  @Real({ min: 0, max: 1 }) topTenShare!: number;
  @ListOf(() => AlarmOffender, { max: 100, description: 'Three times or more within a minute' })
  chattering!: AlarmOffender[];
  @Whole({ description: 'Active for more than 24 hours at the end of the window' }) stale!: number;
}

/** Asks for the alarm figures of a window; by default the last 24 hours. */
@QueryContract('alarms.get-alarm-kpis')
export class GetAlarmKpis extends Request<AlarmKpisView> {
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
}
