import { Flag, Instant, PageRequest, Text, Uuid } from '@libs/contracts';
import type { Session } from '../persistence/session.repository.js';

/** An open session, without its tokens. */
export class SessionView {
  @Uuid() id!: string;
  @Text({ max: 500, description: '`password`, or the issuer of the external token' })
  method!: string;
  @Text({ max: 100, description: 'Where the sign-in came from' }) address!: string;
  @Text({ max: 300, optional: true }) userAgent?: string;
  @Instant() openedAt!: string;
  @Instant({ description: 'When its tokens were last renewed' }) refreshedAt!: string;
  @Instant({ description: 'Without a refresh it ends then' }) idleUntil!: string;
  @Instant({ description: 'It ends then at the latest' }) expiresAt!: string;
  @Flag({ description: 'Whether it is the one that asks' }) current!: boolean;
}

/** Which page of open sessions to list. */
export class ListSessions extends PageRequest<SessionView> {}

export function sessionView(session: Session, currentId?: string): SessionView {
  const { id, method, address, userAgent } = session;
  return {
    id,
    method,
    address,
    ...(userAgent !== null && { userAgent }),
    openedAt: session.openedAt.toISOString(),
    refreshedAt: session.refreshedAt.toISOString(),
    idleUntil: session.idleUntil.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    current: id === currentId,
  };
}
