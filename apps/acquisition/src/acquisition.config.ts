import { IsInt, IsISO8601, Max, Min } from 'class-validator';

/** What acquisition takes from gateways. */
export class AcquisitionConfig {
  /** Larger messages are set aside unread. */
  @IsInt() @Min(1_000) @Max(8_000_000) ingestMaxBytes = 1_000_000;

  /** Readings from before this instant come from a clock that was never set. */
  @IsISO8601({ strict: true }) readingsEarliest = '2000-01-01T00:00:00Z';

  /** How far a gateway's clock may run ahead. */
  @IsInt() @Min(0) @Max(86_400_000) readingsClockAheadMs = 300_000;

  /** How often it is judged which equipment is heard. */
  @IsInt() @Min(50) @Max(3_600_000) connectivityCheckMs = 5_000;

  /** What a sensor that does not say takes from one reading to the next. */
  @IsInt() @Min(1) @Max(86_400_000) connectivityUsualPeriodMs = 60_000;

  /** A shorter period counts as this one: networks and checks take their time too. */
  @IsInt() @Min(1) @Max(86_400_000) connectivityShortestPeriodMs = 5_000;

  /** Missed readings after which equipment is stale, and after which it is offline. */
  @IsInt() @Min(1) @Max(1_000) connectivityStaleAfterPeriods = 3;
  @IsInt() @Min(1) @Max(10_000) connectivityOfflineAfterPeriods = 10;
}
