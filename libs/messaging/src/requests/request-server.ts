import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { requestSubject } from '@libs/contracts';
import type { Msg, Subscription } from '@nats-io/transport-node';
import type { Broker } from '../connection/nats-connection.js';
import { isReplySubject } from './reply-subject.js';
import type { ReplyMessage } from './request-dispatcher.js';

const DRAIN_MS = 2_000;

/** Answers one kind of request; replicas of an agent share them out. */
export class RequestServer {
  private readonly logger = new Logger('requests');
  private readonly underWay = new Set<Promise<void>>();
  private subscription: Subscription | undefined;

  constructor(
    private readonly agent: string,
    private readonly name: string,
    private readonly answer: (message: Msg) => Promise<ReplyMessage>,
    private readonly broker: Broker,
  ) {}

  start(): void {
    this.subscription = this.broker.connection.subscribe(requestSubject(this.name), {
      queue: this.agent,
      callback: (error, message) => {
        if (error) return this.logger.error(error);
        if (!isReplySubject(message.reply)) {
          return this.logger.warn(`${this.name}: nobody answers to ${String(message.reply)}`);
        }
        const work = this.respond(message).finally(() => this.underWay.delete(work));
        this.underWay.add(work);
      },
    });
  }

  /** Takes no more, and waits for what is being answered. */
  async stop(): Promise<void> {
    const drained = this.subscription?.drain().catch(() => undefined);
    // Without a broker nothing drains, and nothing comes either.
    await Promise.race([drained, pause(DRAIN_MS, undefined, { ref: false })]);
    await Promise.all(this.underWay);
  }

  private async respond(message: Msg): Promise<void> {
    try {
      message.respond(JSON.stringify(await this.answer(message)));
    } catch (error) {
      this.logger.error(error);
    }
  }
}
