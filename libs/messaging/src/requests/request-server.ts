import { Logger } from '@nestjs/common';
import { requestSubject } from '@libs/contracts';
import type { Msg, Subscription } from '@nats-io/transport-node';
import type { Broker } from '../connection/nats-connection.js';
import type { ReplyMessage } from './request-dispatcher.js';

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
        const work = this.respond(message).finally(() => this.underWay.delete(work));
        this.underWay.add(work);
      },
    });
  }

  /** Takes no more, and waits for what is being answered. */
  async stop(): Promise<void> {
    await this.subscription?.drain().catch(() => undefined);
    await Promise.all(this.underWay);
  }

  private async respond(message: Msg): Promise<void> {
    const reply = await this.answer(message);
    try {
      message.respond(JSON.stringify(reply));
    } catch (error) {
      this.logger.error(error);
    }
  }
}
