import {
  checkReading,
  type AcceptedReading,
  type ClockRules,
  type KnownSensor,
} from './check-reading.js';
import { parseGatewayMessage, type RefusedReading } from './gateway-message.js';

/** A message as it came off the log. */
export interface RawMessage {
  readonly gateway: string;
  readonly subject: string;
  readonly correlationId: string;
  readonly data: Uint8Array;
  readonly receivedAt: number;
}

/** A message with each of its readings judged. */
export interface SortedMessage extends RawMessage {
  readonly boot?: string;
  readonly seq?: number;
  readonly accepted: readonly AcceptedReading[];
  readonly refused: readonly RefusedReading[];
  /** Names of sensors that nobody knows. */
  readonly unknown: readonly string[];
  /** Set when the message could not be read at all. */
  readonly unreadable?: string;
}

const NOTHING = { accepted: [], refused: [], unknown: [] };

/** Judges every reading of a message. */
export function sortMessage(
  raw: RawMessage,
  sensorOf: (name: string) => KnownSensor | undefined,
  clock: ClockRules,
  maxBytes: number,
): SortedMessage {
  if (raw.data.length > maxBytes) {
    const unreadable = `The message has ${raw.data.length} bytes; at most ${maxBytes} are taken.`;
    return { ...raw, ...NOTHING, unreadable };
  }
  const parsed = parseGatewayMessage(raw.data, raw.receivedAt);
  if (parsed.kind === 'unreadable') {
    return { ...raw, ...NOTHING, unreadable: parsed.reason };
  }
  const { readings, correlationId, boot, seq } = parsed.message;
  const accepted: AcceptedReading[] = [];
  const refused = [...parsed.message.refused];
  const unknown: string[] = [];
  for (const reading of readings) {
    const sensor = sensorOf(reading.sensor);
    if (!sensor) unknown.push(reading.sensor);
    const checked = checkReading(reading, sensor, clock);
    if ('reason' in checked) refused.push(checked);
    else accepted.push(checked);
  }
  return {
    ...raw,
    correlationId: correlationId ?? raw.correlationId,
    ...(boot !== undefined && { boot }),
    ...(seq !== undefined && { seq }),
    accepted,
    refused,
    unknown,
  };
}

/** One sentence for the gateway and the quarantine, or undefined when nothing was refused. */
export function reasonOf(message: SortedMessage): string | undefined {
  if (message.unreadable) return message.unreadable;
  const [first, ...others] = message.refused;
  if (!first) return undefined;
  const where = `Reading ${first.index}: ${first.reason}`;
  return others.length > 0 ? `${where} And ${others.length} more.` : where;
}
