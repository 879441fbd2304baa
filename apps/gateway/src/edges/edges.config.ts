import { IsBoolean, IsInt, IsOptional, Matches, Max, Min, MinLength } from 'class-validator';

const PROXY = String.raw`(loopback|linklocal|uniquelocal|[0-9a-fA-F.:]+(/\d{1,3})?)`;

/** How the gateway listens, and how much it takes at a time. */
export class EdgesConfig {
  /** PEM files of the certificate (with its chain) and of its key; both or none. */
  @IsOptional() @MinLength(1) tlsCertFile?: string = undefined;
  @IsOptional() @MinLength(1) tlsKeyFile?: string = undefined;

  /** Proxies whose X-Forwarded headers are believed: addresses, networks, `loopback` … */
  @IsOptional()
  @Matches(new RegExp(`^${PROXY}(,${PROXY})*$`), {
    message: 'must be addresses or networks like 10.0.0.0/8, loopback or uniquelocal, by commas',
  })
  trustProxy?: string = undefined;

  /** Lets the gateway listen beyond this machine without TLS. */
  @IsBoolean() allowPlaintext = false;

  @IsInt() @Min(1) @Max(100_000) maxConnections = 2000;

  /** Live streams that a user or API key may have open at a time, per replica. */
  @IsInt() @Min(1) @Max(10_000) liveStreamsPerKey = 50;

  /** Within that a request must have arrived whole; an upload may be silent for so long. */
  @IsInt() @Min(1) @Max(3600) requestTimeoutSeconds = 30;

  /** Within that an upload must have arrived whole, however slowly it comes. */
  @IsInt() @Min(1) @Max(86_400) uploadTimeoutSeconds = 3600;

  /** The largest table that is imported at a time, in MiB. */
  @IsInt() @Min(1) @Max(4096) importMegabytes = 256;
}
