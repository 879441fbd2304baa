import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Broker, incarnationOf, readAnyEvent, type Caller } from '@libs/messaging';
import type { Principal } from '../auth/principal.js';
import { maySee } from '../event-log/may-see.js';
import { EventLogRepository } from '../persistence/event-log.repository.js';
import { LiveStream, type Sink } from './live-stream.js';

const RESENT_AT_MOST = 10_000;
const CATCH_UP_MS = 10_000;
const STEP_MS = 50;

/** What a client wants to hear. */
export interface Listening {
  readonly types: readonly string[];
  /** The last event that it got before. */
  readonly lastEventId?: string;
}

/** Lets clients hear the events of their tenant as they happen. */
@Injectable()
export class LiveEvents implements OnModuleDestroy {
  private readonly logger = new Logger('live');
  private readonly streams = new Map<LiveStream, string>();

  constructor(
    private readonly broker: Broker,
    private readonly log: EventLogRepository,
  ) {}

  onModuleDestroy(): void {
    for (const stream of this.streams.keys()) stream.end();
  }

  /** How many streams a user or key has open here. */
  openOf(actor: string): number {
    return [...this.streams.values()].filter((each) => each === actor).length;
  }

  /** Opens a stream; answers how to close it. */
  open(sink: Sink, { caller, expiresAt }: Principal, listening: Listening): () => void {
    const stream = new LiveStream(sink, listening.types, expiresAt);
    const subscription = this.broker.connection.subscribe(`event.${caller.tenantId}.>`, {
      callback: (error, message) => {
        if (error) return this.logger.warn(error);
        const reading = readAnyEvent(message);
        if (reading.kind === 'event' && maySee(caller, reading.event)) stream.offer(reading.event);
      },
    });
    this.streams.set(stream, caller.actor);
    const close = (): void => {
      stream.stop();
      this.streams.delete(stream);
      subscription.unsubscribe();
    };
    this.catchUp(stream, caller, listening.lastEventId).catch((error: unknown) => {
      this.logger.warn(error);
      stream.end();
    });
    return close;
  }

  private async catchUp(stream: LiveStream, caller: Caller, lastEventId?: string): Promise<void> {
    if (lastEventId !== undefined) {
      await this.broker.connection.flush();
      // A client whose stream ends comes back by itself, with the same id.
      if (!(await this.isLogged())) return stream.end();
      const missed = await this.log.after(caller.tenantId, lastEventId, RESENT_AT_MOST);
      stream.resend(missed.filter((event) => maySee(caller, event)));
    }
    stream.follow();
  }

  /** Waits until what the broker held before our subscription is in the log; not for ever. */
  private async isLogged(): Promise<boolean> {
    const { lastSeq } = await incarnationOf(await this.broker.api(), 'EVENTS');
    const deadline = Date.now() + CATCH_UP_MS;
    while ((await this.log.readUpTo()) < lastSeq) {
      if (Date.now() > deadline) return false;
      await pause(STEP_MS);
    }
    return true;
  }
}
