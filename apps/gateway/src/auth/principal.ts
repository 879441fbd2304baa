import type { Caller } from '@libs/messaging';

/** Who asks, as their token proves it. */
export interface Principal {
  readonly userId: string;
  readonly caller: Caller;
  readonly expiresAt: Date;
}
