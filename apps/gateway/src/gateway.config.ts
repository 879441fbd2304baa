import { IsByteLength, IsInt, IsOptional, Matches, Max, Min, MinLength } from 'class-validator';

/** What the gateway needs besides a database and a broker. */
export class GatewayConfig {
  /** 0: any free port. */
  @IsInt() @Min(0) @Max(65_535) port = 3000;

  @MinLength(1) host = '127.0.0.1';

  @IsByteLength(32, 1024, { message: 'must be a random text of at least 32 bytes' }) jwtSecret = '';

  /** Password of the first administrator; generated and printed once when not given. */
  @IsOptional() @MinLength(12) adminPassword?: string = undefined;

  /** Origins whose pages may call, separated by commas; none by default. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*$/, {
    message: 'must be origins like https://plant.example, separated by commas',
  })
  corsOrigins?: string = undefined;

  /** Where the queues are that the board shows. */
  @Matches(/^rediss?:\/\/\S+$/, { message: 'must be redis://:password@host:port' }) redisUrl = '';
}
