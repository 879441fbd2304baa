import { IsString } from 'class-validator';
import { DatabaseConfig } from '@libs/database';

/** What the verification takes from the environment; it can do without a private key. */
export class VerificationConfig extends DatabaseConfig {
  @IsString() auditSigningKey = '';
}
