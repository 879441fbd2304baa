import { IsInt, Min } from 'class-validator';

/** How often one may ask within a minute. */
export class RateLimitsConfig {
  /** Per user or API key. */
  @IsInt() @Min(1) rateLimitReadsPerMinute = 600;
  @IsInt() @Min(1) rateLimitWritesPerMinute = 300;

  /** Per user or API key, messages of readings; they do not count as writes. */
  @IsInt() @Min(1) rateLimitReadingsPerMinute = 6000;

  /** Reads and writes of all users and keys of a tenant together. */
  @IsInt() @Min(1) rateLimitTenantPerMinute = 6000;

  /** Per address: what is open to everybody, and what was refused for want of a token. */
  @IsInt() @Min(1) rateLimitPublicPerMinute = 60;
  @IsInt() @Min(1) rateLimitHealthPerMinute = 600;

  /** Failed attempts to sign in: of a user name from an address, and of an address. */
  @IsInt() @Min(1) signInsPerUserPerMinute = 10;
  @IsInt() @Min(1) signInsPerAddressPerMinute = 60;
}
