import type { Caller } from '@libs/messaging';

/** Who asks, as their token proves it and as they stand now. */
export interface Principal {
  readonly by: 'session' | 'api_key' | 'external_token';
  /** The user; of an API key, the one in whose name it acts. */
  readonly userId: string;
  readonly sessionId?: string;
  readonly caller: Caller;
  readonly expiresAt: Date;
}
