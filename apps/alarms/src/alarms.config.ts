import { IsInt, Max, Min } from 'class-validator';

/** What alarms needs besides a database and a broker. */
export class AlarmsConfig {
  /** How long it is kept what versions of rules raised, and what backtests of them came to. */
  @IsInt() @Min(30) @Max(36_500) ruleEvidenceRetentionDays = 400;
}
