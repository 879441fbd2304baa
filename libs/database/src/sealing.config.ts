import { IsOptional, Matches } from 'class-validator';

const KEY = /^[A-Za-z0-9+/_-]{43}=?$/;
const KEYS = /^[A-Za-z0-9+/_-]{43}=?(,[A-Za-z0-9+/_-]{43}=?)*$/;

/** Under which keys an agent keeps secrets; each agent has its own (`<AGENT>_SECRETS_KEY`). */
export class SealingConfig {
  @Matches(KEY, { message: 'must be 32 random bytes in base64 or base64url' }) secretsKey = '';

  /** Keys that what was sealed before may still be opened with, separated by commas. */
  @IsOptional()
  @Matches(KEYS, { message: 'must be keys like SECRETS_KEY, separated by commas' })
  secretsKeyPrevious?: string = undefined;
}
