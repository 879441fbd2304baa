import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** How long the content of removed documents stays. */
export class DocumentsConfig {
  /** Evidence is kept: for ever, unless a number of days is given. */
  @IsOptional() @IsInt() @Min(0) @Max(36_500) documentsRetentionDays?: number = undefined;
}
