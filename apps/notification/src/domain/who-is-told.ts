import { SEVERITIES, type Severity, type Topic } from '@libs/contracts';
import type { Message } from './message.js';

/** What a contact asked to be told of. */
export interface Interest {
  readonly name?: string;
  readonly topics: readonly Topic[];
  readonly minimumSeverity: Severity;
  readonly enabled: boolean;
}

export function isTold(
  contact: Interest,
  message: Pick<Message, 'topic' | 'severity' | 'tells'>,
): boolean {
  const { tells = [] } = message;
  return (
    (tells.length === 0 || tells.includes(contact.name ?? '')) &&
    contact.enabled &&
    contact.topics.includes(message.topic) &&
    SEVERITIES.indexOf(message.severity) >= SEVERITIES.indexOf(contact.minimumSeverity)
  );
}
