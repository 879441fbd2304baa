import { QUALITIES, type Quality } from '@libs/contracts';

/** One value as a gateway sent it, well formed but not yet checked against its sensor. */
export interface SentReading {
  readonly index: number;
  /** The sensor's code or id. */
  readonly sensor: string;
  readonly measuredAt: number;
  readonly value: number;
  readonly quality: Quality;
  readonly unit?: string;
}

/** Why one reading of a message cannot be recorded. */
export interface RefusedReading {
  readonly index: number;
  readonly sensor?: string;
  readonly reason: string;
}

/** What a gateway's message turned out to hold. */
export interface GatewayMessage {
  readonly boot?: string;
  readonly seq?: number;
  readonly correlationId?: string;
  readonly readings: readonly SentReading[];
  readonly refused: readonly RefusedReading[];
}

export type ParsedMessage =
  | { readonly kind: 'message'; readonly message: GatewayMessage }
  | { readonly kind: 'unreadable'; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;

/** What a text column takes. */
const BOOT = /^\P{Cc}{1,120}$/u;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ZONED = /(Z|[+-]\d\d:?\d\d)$/i;
const MAX_READINGS = 10_000;

/**
 * Reads the bytes of a gateway's message. Accepted shapes: `{readings: [{sensor, at, value}]}`,
 * `{series: [{sensor, points: [[at, value]]}]}`, a bare list of readings, one reading.
 * `receivedAt` stands in for instants that are not given.
 */
export function parseGatewayMessage(bytes: Uint8Array, receivedAt: number): ParsedMessage {
  const body = parseJson(Buffer.from(bytes).toString('utf8'));
  if (body === undefined) return { kind: 'unreadable', reason: 'The message is not JSON.' };
  const envelope: Fields = isObject(body) ? body : {};
  const sent = listReadings(body);
  if (typeof sent === 'string') return { kind: 'unreadable', reason: sent };
  if (sent.length > MAX_READINGS) {
    const reason = `The message holds ${sent.length} readings; at most ${MAX_READINGS} are taken.`;
    return { kind: 'unreadable', reason };
  }
  const readings: SentReading[] = [];
  const refused: RefusedReading[] = [];
  for (const [index, each] of sent.entries()) {
    const reading = readReading(each, index, receivedAt);
    if ('reason' in reading) refused.push(reading);
    else readings.push(reading);
  }
  const { boot, seq, correlationId } = envelope;
  return {
    kind: 'message',
    message: {
      ...(typeof boot === 'string' && BOOT.test(boot) && { boot }),
      ...(Number.isSafeInteger(seq) && Number(seq) > 0 && { seq: Number(seq) }),
      ...(typeof correlationId === 'string' && UUID.test(correlationId) && { correlationId }),
      readings,
      refused,
    },
  };
}

/** Bare NaN and Infinity are no JSON, but only the reading that holds them is at fault. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const mended = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
      token.startsWith('"') ? token : 'null',
    );
    if (mended === text) return undefined;
    try {
      return JSON.parse(mended) as unknown;
    } catch {
      return undefined;
    }
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listReadings(body: unknown): readonly unknown[] | string {
  if (Array.isArray(body)) return body as unknown[];
  if (!isObject(body)) return 'The message is neither an object nor a list.';
  if (Array.isArray(body['readings'])) return body['readings'] as unknown[];
  if (Array.isArray(body['series'])) return body['series'].flatMap(pointsOf);
  if ('sensor' in body) return [body];
  return 'The message has none of: readings, series, sensor.';
}

function pointsOf(series: unknown): unknown[] {
  if (!isObject(series) || !Array.isArray(series['points'])) return [series];
  const { sensor, unit, points } = series;
  return (points as unknown[]).map((point) =>
    Array.isArray(point)
      ? {
          sensor,
          unit,
          at: point[0] as unknown,
          value: point[1] as unknown,
          quality: point[2] as unknown,
        }
      : { sensor },
  );
}

function readReading(
  sent: unknown,
  index: number,
  receivedAt: number,
): SentReading | RefusedReading {
  if (!isObject(sent)) return { index, reason: 'The reading is not an object.' };
  const { sensor, value, at, unit, quality = 'good' } = sent;
  if (typeof sensor !== 'string' || sensor === '' || sensor.length > 120) {
    return { index, reason: 'sensor must be text of 1 to 120 characters.' };
  }
  const refuse = (reason: string): RefusedReading => ({ index, sensor, reason });
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return refuse('value must be a finite number.');
  }
  const measuredAt = at === undefined || at === null ? receivedAt : readInstant(at);
  if (measuredAt === undefined) {
    return refuse('at must be ISO 8601 with a zone, or milliseconds since 1970.');
  }
  if (unit !== undefined && unit !== null && typeof unit !== 'string') {
    return refuse('unit must be text.');
  }
  const grade = QUALITIES.find((each) => each === (quality ?? 'good'));
  if (!grade) return refuse(`quality must be one of ${QUALITIES.join(', ')}.`);
  return {
    index,
    sensor,
    measuredAt,
    value,
    quality: grade,
    ...(typeof unit === 'string' && { unit }),
  };
}

function readInstant(at: unknown): number | undefined {
  if (typeof at === 'number') return Number.isFinite(at) ? Math.trunc(at) : undefined;
  if (typeof at !== 'string' || !ZONED.test(at)) return undefined;
  const milliseconds = Date.parse(at);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
