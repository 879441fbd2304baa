import { isDeepStrictEqual } from 'node:util';
import {
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

/** Every stream of the product. */
export const STREAMS = ['INGEST', 'READINGS', 'EVENTS', 'FEEDBACK', 'AGENTS'] as const;
export type StreamName = (typeof STREAMS)[number];

const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;

// Limits retention: the other kinds forget message ids on restart. Discard new: a full
// stream pushes back instead of losing what nobody has read yet.
const ALWAYS = {
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.New,
  storage: StorageType.File,
  duplicate_window: nanos(120_000),
};

const CONFIGURATIONS: Readonly<Record<StreamName, Partial<StreamConfig>>> = {
  INGEST: { subjects: ['ingest.>'], max_age: nanos(7 * 24 * HOUR_MS), max_bytes: 2048 * MIB },
  READINGS: { subjects: ['readings.*'], max_age: nanos(48 * HOUR_MS) },
  EVENTS: { subjects: ['event.>'], max_age: nanos(14 * 24 * HOUR_MS) },
  FEEDBACK: { subjects: ['reject.>'], max_age: nanos(7 * 24 * HOUR_MS) },
  // Nobody has to read each of these: what is told now counts, and the oldest gives way.
  AGENTS: {
    subjects: ['agent.>'],
    max_age: nanos(7 * 24 * HOUR_MS),
    max_msgs: 10_000,
    discard: DiscardPolicy.Old,
  },
};

/** Which life of a stream this is, and how far it has come. */
export interface Incarnation {
  readonly created: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Makes sure that a stream is there; leaves one that is there as it is. */
export async function ensureStream(api: JetStreamManager, name: StreamName): Promise<void> {
  try {
    await api.streams.info(name);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== 10059) throw error;
    await api.streams.add({ name, ...ALWAYS, ...CONFIGURATIONS[name] });
  }
}

/** Brings every stream to its declared configuration. */
export async function provisionStreams(api: JetStreamManager): Promise<void> {
  for (const name of STREAMS) {
    await ensureStream(api, name);
    const declared: Partial<StreamConfig> = { ...ALWAYS, ...CONFIGURATIONS[name] };
    const { config } = await api.streams.info(name);
    // An update that changes nothing would still give the stream a new date of creation (2.9).
    const differs = Object.entries(declared).some(
      ([key, value]) => !isDeepStrictEqual(config[key as keyof StreamConfig], value),
    );
    if (differs) await api.streams.update(name, declared);
  }
}

/** Reads a stream's incarnation. */
export async function incarnationOf(api: JetStreamManager, name: StreamName): Promise<Incarnation> {
  const { created, state } = await api.streams.info(name);
  return { created, firstSeq: state.first_seq, lastSeq: state.last_seq };
}
