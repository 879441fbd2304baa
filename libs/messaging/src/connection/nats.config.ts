import { IsBoolean, IsInt, IsOptional, Matches, Max, Min, MinLength } from 'class-validator';

/** Where the broker is, and as whom and how to speak to it. */
export class NatsConfig {
  /** The user may be `user:password`, or an account and the seed of a signing key of it. */
  @Matches(/^(nats|tls):\/\/\S+$/, { message: 'must be nats://user:password@host:port' })
  natsUrl = '';

  /** The text of a credentials file (NATS_CREDS_FILE names one); goes before the address. */
  @IsOptional() @MinLength(1) natsCreds?: string = undefined;

  /** PEM texts: who signed the server's certificate, and our own certificate with its key. */
  @IsOptional() @MinLength(1) natsTlsCa?: string = undefined;
  @IsOptional() @MinLength(1) natsTlsCert?: string = undefined;
  @IsOptional() @MinLength(1) natsTlsKey?: string = undefined;

  /** Speak in clear with a server on another machine. */
  @IsBoolean() natsAllowPlaintext = false;

  /** Trust a server on another machine whose version is open to known attacks. */
  @IsBoolean() allowOldNats = false;

  /** How long to wait for the broker at start before giving up. */
  @IsInt() @Min(1) @Max(600) natsConnectTimeoutSeconds = 30;
}
