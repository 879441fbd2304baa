import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { configurationProvider, RuntimeModule, TRANSPORT } from '@libs/runtime';
import { agentController } from './agents/agent.controller.js';
import { Announcement } from './agents/announcement.js';
import { Leadership } from './agents/leadership.js';
import { assertMatchesTopology } from './agents/topology-check.js';
import { NatsConfig } from './connection/nats.config.js';
import { Broker } from './connection/nats-connection.js';
import { EventDispatcher } from './events/event-dispatcher.js';
import type { EventHandlerClass } from './events/event-handler.js';
import { OutboxRelay } from './events/outbox-relay.js';
import { Outbox } from './events/outbox.js';
import { JetStreamServer, LOG_READERS } from './jetstream.server.js';
import type { LogReaderClass } from './logs/log-reader.js';
import { RequestClient } from './requests/request-client.js';
import { RequestDispatcher } from './requests/request-dispatcher.js';
import type { RequestHandlerClass } from './requests/request-handler.js';

/** The ways in of an agent; together exactly what its row of the topology declares. */
export interface Entrances {
  readonly handlers?: readonly EventHandlerClass[];
  readonly answers?: readonly RequestHandlerClass[];
  readonly readers?: readonly LogReaderClass[];
}

/** How an agent meets the others: its handlers, its outbox, its requests. */
@Module({})
export class MessagingModule {
  static forAgent(agent: string, entrances: Entrances): DynamicModule {
    const { handlers = [], answers = [], readers = [] } = entrances;
    assertMatchesTopology(agent, { handlers, answers, readers });
    return {
      module: MessagingModule,
      global: true,
      imports: [RuntimeModule.forAgent(agent), CqrsModule.forRoot()],
      controllers: [agentController(handlers, answers)],
      providers: [
        configurationProvider(agent, NatsConfig),
        { provide: LOG_READERS, useValue: readers },
        { provide: TRANSPORT, useExisting: JetStreamServer },
        Announcement,
        Broker,
        EventDispatcher,
        JetStreamServer,
        Leadership,
        Outbox,
        OutboxRelay,
        RequestClient,
        RequestDispatcher,
      ],
      exports: [TRANSPORT, Broker, Outbox, RequestClient],
    };
  }
}
