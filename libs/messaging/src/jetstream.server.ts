import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { eventClass, eventContractOf } from '@libs/contracts';
import { UnitOfWork } from '@libs/database';
import { AgentIdentity } from '@libs/runtime';
import type { Msg } from '@nats-io/transport-node';
import { isObservable, lastValueFrom } from 'rxjs';
import { Announcement } from './agents/announcement.js';
import { Leadership } from './agents/leadership.js';
import { Broker } from './connection/nats-connection.js';
import type { EventCall, EventOutcome } from './events/event-dispatcher.js';
import { InboxConsumer, type Interest } from './events/inbox-consumer.js';
import { OutboxRelay } from './events/outbox-relay.js';
import { LogConsumer } from './logs/log-consumer.js';
import { readLogOf, type LogReader, type LogReaderClass } from './logs/log-reader.js';
import type { ReplyMessage } from './requests/request-dispatcher.js';
import { RequestServer } from './requests/request-server.js';

/** Where the module keeps the classes that read logs. */
export const LOG_READERS = Symbol('log-readers');

/** Nest wraps what a handler answers in an Observable. */
async function call<T>(handler: MessageHandler, input: unknown): Promise<T> {
  const result: unknown = await handler(input);
  return (isObservable(result) ? await lastValueFrom(result) : result) as T;
}

/**
 * The transport of every agent. Requests come over core NATS, events through durable inbox
 * consumers, high-rate logs by position; the leader's relay carries the outbox out.
 */
@Injectable()
export class JetStreamServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('jetstream');
  private requests: RequestServer[] = [];
  private logs: LogConsumer[] = [];

  constructor(
    private readonly identity: AgentIdentity,
    private readonly broker: Broker,
    private readonly unitOfWork: UnitOfWork,
    private readonly leadership: Leadership,
    private readonly relay: OutboxRelay,
    private readonly announcement: Announcement,
    private readonly modules: ModuleRef,
  ) {
    super();
  }

  override listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  /** Stops intake first, then what is under way, then the connection. */
  override async close(): Promise<void> {
    await Promise.all(this.requests.map((each) => each.stop()));
    await Promise.all(this.logs.map((each) => each.stop()));
    await this.leadership.stop();
    await this.announcement.stop();
    await this.broker.close();
  }

  override on(): never {
    throw new Error('The JetStream transport has no events of its own to listen to.');
  }

  override unwrap<T>(): T {
    return this.broker.connection as T;
  }

  private async start(): Promise<void> {
    await this.broker.open();
    const handlers = [...this.getHandlers()];
    this.requests = handlers
      .filter(([, handler]) => handler.isEventHandler !== true)
      .map(([name, handler]) => this.requestServer(name, handler));
    const consumers = this.inboxConsumers(
      handlers.filter(([, handler]) => handler.isEventHandler === true),
    );
    this.logs = this.modules
      .get<LogReaderClass[]>(LOG_READERS, { strict: false })
      .map((type) => this.logConsumer(type));
    await this.announcement.start();
    this.leadership.start([this.relay, ...consumers]);
    await Promise.all(this.logs.map((each) => each.start()));
    for (const each of this.requests) each.start();
    // Nobody is told that the agent is there before the broker knows it; a connection that is lost
    // meanwhile subscribes again by itself.
    await this.broker.connection.flush().catch(() => undefined);
  }

  private requestServer(name: string, handler: MessageHandler): RequestServer {
    const answer = (message: Msg): Promise<ReplyMessage> => call(handler, message);
    return new RequestServer(this.identity.agent, name, answer, this.broker);
  }

  /** One for each agent whose events this one handles. */
  private inboxConsumers(handlers: readonly [string, MessageHandler][]): InboxConsumer[] {
    const byProducer = new Map<string, Interest[]>();
    for (const [type, handler] of handlers) {
      const contract = eventClass(type);
      if (!contract) throw new Error(`${type} is not declared`);
      const handle = (input: EventCall): Promise<EventOutcome> => call(handler, input);
      const { agent: producer } = eventContractOf(contract);
      byProducer.set(producer, [...(byProducer.get(producer) ?? []), { contract, handle }]);
    }
    const { agent } = this.identity;
    const committed = (): void => this.relay.wake();
    return [...byProducer].map(
      ([producer, interests]) =>
        new InboxConsumer(agent, producer, interests, this.broker, this.unitOfWork, committed),
    );
  }

  private logConsumer(type: LogReaderClass): LogConsumer {
    const reading = readLogOf(type);
    if (!reading) throw new Error(`${type.name} carries no @Reads`);
    const reader = this.modules.get<LogReader>(type, { strict: false });
    const { log, options } = reading;
    const { instanceId } = this.identity;
    return new LogConsumer(log, options, reader, this.broker, this.unitOfWork, instanceId);
  }
}
