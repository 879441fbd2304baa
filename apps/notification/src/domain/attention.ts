import type { Topic } from '@libs/contracts';
import { messageOfHeldBack, type Message } from './message.js';

/** With its summary it makes the ten messages that a person can take in within ten minutes. */
const MESSAGES = 9;
export const ATTENTION_WINDOW_MS = 600_000;

/** What somebody is asked for by name is never too much. */
const HELD_BACK: readonly Topic[] = ['alarm_raised', 'work_order_created'];

/** What a contact was told within the window. */
export interface Told {
  readonly messages: number;
  readonly summarised: boolean;
}

export const isRationed = ({ severity, topic }: Message): boolean =>
  severity !== 'critical' && HELD_BACK.includes(topic);

/** What one contact is told: the message, a summary in its place, or nothing. */
export function ration(message: Message, told: Told): Message | null {
  if (!isRationed(message)) return message;
  if (message.summary) return told.summarised ? null : message;
  if (told.messages < MESSAGES) return message;
  return told.summarised ? null : messageOfHeldBack(message);
}
