import {
  IsByteLength,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { RESPONSE_CHECKS, type ResponseCheck } from './docs/check-responses.js';
import { IsIssuerList } from './oidc/issuer-list.js';

/** What the gateway needs besides a database and a broker. */
export class GatewayConfig {
  /** 0: any free port. */
  @IsInt() @Min(0) @Max(65_535) port = 3000;

  @MinLength(1) host = '127.0.0.1';

  @IsByteLength(32, 1024, { message: 'must be a random text of at least 32 bytes' }) jwtSecret = '';

  /** Password of the first administrator; generated and printed once when not given. */
  @IsOptional() @MinLength(12) adminPassword?: string = undefined;

  /** A session ends when its tokens were not renewed for so long. */
  @IsInt() @Min(15) @Max(525_600) sessionIdleMinutes = 12 * 60;

  /** A session ends after so long in any case. */
  @IsInt() @Min(15) @Max(525_600) sessionMaxMinutes = 30 * 24 * 60;

  /** Who else's tokens are taken: a JSON list; see docs/identity.md. */
  @IsOptional() @IsIssuerList() oidcIssuers?: string = undefined;

  /** Takes the ID tokens of a Firebase project. */
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, { message: 'must be the id of a Firebase project' })
  firebaseProjectId?: string = undefined;

  /** The tenant that Firebase's users belong to. */
  @MinLength(1) firebaseTenant = 'default';

  /** Origins whose pages may call, separated by commas; none by default. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s,/*]+(,https?:\/\/[^\s,/*]+)*$/, {
    message: 'must be origins like https://plant.example, separated by commas',
  })
  corsOrigins?: string = undefined;

  /** The language of names and descriptions that are written without one. */
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { message: 'must be a language like en or pt-BR' })
  defaultLanguage = 'en';

  /** Whether responses are held against the API's document: off, log or refuse what differs. */
  @IsIn([...RESPONSE_CHECKS]) checkResponses: ResponseCheck = 'off';

  /** The tenant whose operators see the board: its queues are those of all tenants. */
  @MinLength(1) boardTenant = 'default';

  /** Where the queues are that the board shows. */
  @Matches(/^rediss?:\/\/\S+$/, { message: 'must be redis://:password@host:port' }) redisUrl = '';
}
