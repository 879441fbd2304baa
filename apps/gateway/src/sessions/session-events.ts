import {
  draft,
  SessionClosed,
  SessionOpened,
  type EventDraft,
  type SessionEnd,
} from '@libs/contracts';
import type { Session } from '../persistence/session.repository.js';

/** What every event of a session tells. */
export const toldOf = ({ id, userId, username, method, openedAt }: Session) => ({
  sessionId: id,
  userId,
  username,
  method,
  openedAt: openedAt.toISOString(),
});

export const subjectOf = ({ id }: Session): { subject: string } => ({ subject: `session/${id}` });

export const opened = (session: Session): EventDraft =>
  draft(
    SessionOpened,
    { ...toldOf(session), expiresAt: session.expiresAt.toISOString() },
    subjectOf(session),
  );

export const closed =
  (reason: SessionEnd) =>
  (session: Session & { closedAt: Date }): EventDraft =>
    draft(
      SessionClosed,
      { ...toldOf(session), closedAt: session.closedAt.toISOString(), reason },
      subjectOf(session),
    );
