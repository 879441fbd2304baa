import { randomBytes } from 'node:crypto';

/**
 * A subject for one answer. Those who are asked may send to any such subject of the one who asks, so
 * each is used once and cannot be guessed; everything else that reaches an inbox comes from the broker.
 */
export function replySubject(agent: string): string {
  return `_INBOX.${agent}.reply.${randomBytes(16).toString('hex')}`;
}

const REPLY = /^_INBOX\.[a-z-]+\.reply\.[0-9a-f]{32}$/;

/** Whether an answer may be sent there: nobody is to send elsewhere through the one who is asked. */
export function isReplySubject(subject: string | undefined): boolean {
  return subject !== undefined && REPLY.test(subject);
}
