import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, Uuid } from '../fields/kinds.js';

/** How a session can end. */
export const SESSION_ENDS = [
  'signed_out',
  'revoked',
  'expired',
  'refresh_token_reused',
  'password_changed',
  'user_disabled',
  'identity_unlinked',
] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** One sign-in and what follows from it. */
export abstract class SessionEvent {
  @Uuid() sessionId!: string;
  @Uuid() userId!: string;
  @Text({ max: 60 }) username!: string;
  @Text({ max: 500, description: '`password`, or the issuer of the external token' })
  method!: string;
  @Instant() openedAt!: string;
}

/** Somebody signed in. */
@EventContract('gateway.session.opened.v1')
export class SessionOpened extends SessionEvent {
  @Instant({ description: 'When it ends at the latest' }) expiresAt!: string;
}

/** The session's tokens are good for nothing any more. */
@EventContract('gateway.session.closed.v1')
export class SessionClosed extends SessionEvent {
  @Instant() closedAt!: string;
  @Choice(SESSION_ENDS) reason!: SessionEnd;
}

/** A refresh token came twice: one of the two who have it is a thief. */
@EventContract('gateway.refresh_token.reused.v1')
export class RefreshTokenReused extends SessionEvent {}

/** Somebody was not let in. */
@EventContract('gateway.sign_in.refused.v1')
export class SignInRefused {
  @Uuid({ optional: true, description: 'Where there is such a user' }) userId?: string;
  @Text({ max: 255, description: 'The name or external id that was tried' }) tried!: string;
  @Text({ max: 500 }) method!: string;
  @Choice(['wrong_credentials', 'disabled', 'not_invited', 'linked_to_another'])
  reason!: 'wrong_credentials' | 'disabled' | 'not_invited' | 'linked_to_another';
  @Text({ max: 100, description: 'Address that it came from' }) address!: string;
}
