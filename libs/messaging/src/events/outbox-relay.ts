import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { agentRow } from '@libs/contracts';
import { UnitOfWork } from '@libs/database';
import { AgentIdentity } from '@libs/runtime';
import type { LeaderWork } from '../agents/leadership.js';
import { Broker } from '../connection/nats-connection.js';
import { ensureStream, incarnationOf, type StreamName } from '../connection/streams.js';
import { Outbox } from './outbox.js';

const BATCH = 200;
const POLL_MS = 200;
const CHECK_MS = 5_000;
const CLEAN_MS = 600_000;
const KEEP_HOURS = 48;

interface Row {
  id: string;
  event_id: string;
  subject: string;
  body: string;
}

interface StreamMark {
  created: string;
  last_seq: string;
}

const STREAM_OF: Readonly<Record<string, StreamName>> = {
  event: 'EVENTS',
  readings: 'READINGS',
  reject: 'FEEDBACK',
};

/**
 * Publishes what was committed, in order, each message under its event's id. When a stream
 * was lost and made anew, everything still kept is published again: readers know it by its id.
 */
@Injectable()
export class OutboxRelay implements LeaderWork {
  private readonly logger = new Logger('outbox-relay');
  private readonly streams: readonly StreamName[];
  private sleeper: AbortController | undefined;
  private isWoken = false;
  private stopped = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    identity: AgentIdentity,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly broker: Broker,
  ) {
    const appends = agentRow(identity.agent).appends;
    this.streams = appends === 'READINGS' ? ['EVENTS', 'READINGS', 'FEEDBACK'] : ['EVENTS'];
    this.outbox.onAdded(() => this.wake());
  }

  start(): void {
    this.stopped = new AbortController();
    this.running = this.run(this.stopped.signal);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.wake();
    await this.running;
    this.running = undefined;
  }

  private async run(signal: AbortSignal): Promise<void> {
    let checkedAt = 0;
    let cleanedAt = 0;
    while (!signal.aborted) {
      try {
        if (Date.now() - checkedAt > CHECK_MS) {
          for (const stream of this.streams) await this.checkIncarnation(stream);
          checkedAt = Date.now();
        }
        if (Date.now() - cleanedAt > CLEAN_MS) {
          await this.forgetOld();
          cleanedAt = Date.now();
        }
        this.isWoken = false;
        const published = await this.publishBatch();
        if (published < BATCH) await this.sleep(signal);
      } catch (error) {
        this.logger.warn(`publishing again shortly: ${String(error)}`);
        checkedAt = 0;
        await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Also what comes while rows are being read or published is not slept over. */
  wake(): void {
    this.isWoken = true;
    this.sleeper?.abort();
  }

  private async sleep(signal: AbortSignal): Promise<void> {
    if (this.isWoken) return;
    this.sleeper = new AbortController();
    await pause(POLL_MS, undefined, {
      signal: AbortSignal.any([signal, this.sleeper.signal]),
    }).catch(() => undefined);
  }

  private async publishBatch(): Promise<number> {
    const rows = await this.unitOfWork.system((tx) =>
      tx.query<Row>(
        `SELECT id, event_id, subject, body FROM outbox
         WHERE published_at IS NULL ORDER BY id LIMIT ${BATCH}`,
      ),
    );
    // The publishes go out in order; only their confirmations are awaited together.
    const confirmations = await Promise.allSettled(
      rows.map((row) => this.broker.stream.publish(row.subject, row.body, { msgID: row.event_id })),
    );
    const done = rows.filter((_, index) => confirmations[index]?.status === 'fulfilled');
    if (done.length > 0) {
      await this.unitOfWork.system((tx) =>
        tx.query(`UPDATE outbox SET published_at = now() WHERE id = ANY($1::bigint[])`, [
          done.map((row) => row.id),
        ]),
      );
    }
    const failed = confirmations.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
    return rows.length;
  }

  private async checkIncarnation(stream: StreamName): Promise<void> {
    const api = await this.broker.api();
    await ensureStream(api, stream);
    const now = await incarnationOf(api, stream);
    await this.unitOfWork.system(async (tx) => {
      const [known] = await tx.query<StreamMark>(
        'SELECT created, last_seq FROM relay_mark WHERE stream = $1',
        [stream],
      );
      const lost = known && (known.created !== now.created || Number(known.last_seq) > now.lastSeq);
      if (lost) {
        this.logger.warn(`${stream} was lost and made anew: publishing again what is kept`);
        const prefix = Object.keys(STREAM_OF).find((each) => STREAM_OF[each] === stream) ?? '';
        await tx.query(`UPDATE outbox SET published_at = NULL WHERE subject LIKE $1`, [
          `${prefix}.%`,
        ]);
      }
      await tx.query(
        `INSERT INTO relay_mark (stream, created, last_seq) VALUES ($1, $2, $3)
         ON CONFLICT (stream) DO UPDATE SET created = $2, last_seq = $3`,
        [stream, now.created, now.lastSeq],
      );
    });
  }

  /** Also keys of requests: who repeats one does so within hours. */
  private async forgetOld(): Promise<void> {
    const old = `< now() - make_interval(hours => ${KEEP_HOURS})`;
    await this.unitOfWork.system(async (tx) => {
      await tx.query(`DELETE FROM outbox WHERE published_at ${old}`);
      await tx.query(`DELETE FROM idempotency WHERE created_at ${old}`);
    });
  }
}
