import { IsInt, Matches, Max, Min } from 'class-validator';

/** Where the broker is and as whom to speak to it. */
export class NatsConfig {
  @Matches(/^(nats|tls):\/\/\S+$/, { message: 'must be nats://user:password@host:port' })
  natsUrl = '';

  /** How long to wait for the broker at start before giving up. */
  @IsInt() @Min(1) @Max(600) natsConnectTimeoutSeconds = 30;
}
