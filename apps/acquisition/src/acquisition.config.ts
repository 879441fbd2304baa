import { IsInt, IsISO8601, Max, Min } from 'class-validator';

/** What acquisition takes from gateways. */
export class AcquisitionConfig {
  /** Larger messages are set aside unread. */
  @IsInt() @Min(1_000) @Max(8_000_000) ingestMaxBytes = 1_000_000;

  /** Readings from before this instant come from a clock that was never set. */
  @IsISO8601({ strict: true }) readingsEarliest = '2000-01-01T00:00:00Z';

  /** How far a gateway's clock may run ahead. */
  @IsInt() @Min(0) @Max(86_400_000) readingsClockAheadMs = 300_000;
}
