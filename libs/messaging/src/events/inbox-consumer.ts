import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import {
  consumerName,
  eventContractOf,
  type CloudEvent,
  type ContractClass,
} from '@libs/contracts';
import { isTransient, type UnitOfWork } from '@libs/database';
import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiError,
  type ConsumerMessages,
  type JsMsg,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Broker } from '../connection/nats-connection.js';
import { ensureStream } from '../connection/streams.js';
import type { EventCall, EventOutcome } from './event-dispatcher.js';
import { readEvent, type ReadResult } from './event-reader.js';
import { enterInbox } from './inbox.js';
import { Lanes, type Togetherness } from './lanes.js';
import { setAside, tenantOfSubject } from './quarantine.js';
import { settle } from './settlement.js';

const ACK_WAIT_MS = 30_000;
const IN_FLIGHT = 256;
const SIDE_BY_SIDE = 8;
/** Events in one transaction when more wait than can be handled side by side. */
const TOGETHER = 16;
const RESTART_MS = 500;
const WATCH_MS = 10_000;
/** A request for messages lives this long: a reader whose consumer is gone notices by then. */
const PULL_MS = 5_000;

/** One event type that an agent handles. */
export interface Interest {
  readonly contract: ContractClass;
  readonly handle: (call: EventCall) => Promise<EventOutcome>;
}

/** A message on its way through its lane. */
interface Arrival {
  readonly message: JsMsg;
  readonly result: ReadResult;
  readonly interest: Interest;
  readonly alive: NodeJS.Timeout;
}

/** An event that is handled together with others cannot be. */
class ComesApart extends Error {
  override readonly name = 'ComesApart';
}

/** An event's place on the stream without its tenant: `<agent>.<thing>.<happened>`. */
function topicOf(subject: string): string {
  return subject.split('.').slice(2).join('.');
}

function topicOfType(type: string): string {
  return type.replace(/\.v\d+$/, '');
}

/**
 * Reads one producer's events through a durable consumer. Those of one subject (equipment) are
 * handled in order, over all their types and also when one of them has to be tried again: an end
 * must not overtake its beginning. What waits is handled together in one transaction and, should that
 * fail, one by one. The ack follows the commit.
 */
export class InboxConsumer {
  private readonly logger: Logger;
  private readonly durable: string;
  private readonly interests: ReadonlyMap<string, Interest>;
  private readonly lanes = new Lanes<Arrival>({
    sideBySide: SIDE_BY_SIDE,
    together: TOGETHER,
    familyOf: ({ result }) => (result.kind === 'event' ? result.event.tenantid : undefined),
    work: (arrivals) => this.process(arrivals),
  });
  private stopped = new AbortController();
  private messages: ConsumerMessages | undefined;
  private running: Promise<void> | undefined;

  constructor(
    agent: string,
    private readonly producer: string,
    interests: readonly Interest[],
    private readonly broker: Broker,
    private readonly unitOfWork: UnitOfWork,
    /** Tells the relay to look; to be called after a commit. */
    private readonly committed: () => void,
  ) {
    this.durable = consumerName(agent, producer);
    this.interests = new Map(
      interests.map((each) => [topicOfType(eventContractOf(each.contract).type), each]),
    );
    this.logger = new Logger(this.durable);
  }

  start(): void {
    this.stopped = new AbortController();
    this.running = this.run();
  }

  /** Stops pulling and waits for what is being handled. */
  async stop(): Promise<void> {
    this.stopped.abort();
    this.messages?.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        await this.consume();
      } catch (error) {
        this.logger.warn(`reading again in ${RESTART_MS} ms: ${String(error)}`);
      }
      await this.lanes.idle();
      await pause(RESTART_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async consume(): Promise<void> {
    await this.ensureDurable();
    const consumer = await this.broker.stream.consumers.get('EVENTS', this.durable);
    const messages = await consumer.consume({
      max_messages: IN_FLIGHT,
      expires: PULL_MS,
      abort_on_missing_resource: true,
    });
    this.messages = messages;
    if (this.stopped.signal.aborted) messages.stop();
    const watch = setInterval(() => void this.restartWhenSilenced(messages), WATCH_MS);
    try {
      for await (const message of messages) {
        const interest = this.interests.get(topicOf(message.subject));
        if (!interest) {
          message.ack();
          continue;
        }
        const result = this.read(message, interest);
        const key = result.kind === 'event' ? (result.event.subject ?? result.event.id) : '';
        // Also while it waits its turn: a second delivery would queue up behind it.
        const alive = setInterval(() => message.working(), ACK_WAIT_MS / 3);
        this.lanes.add(key, { message, result, interest, alive });
      }
    } finally {
      clearInterval(watch);
    }
  }

  /** The subject is what the broker's permissions hold for; the body may say anything. */
  private read({ subject, data }: JsMsg, { contract }: Interest): ReadResult {
    const result = readEvent(contract, data);
    if (result.kind !== 'event' || result.event.tenantid === tenantOfSubject(subject))
      return result;
    return { kind: 'unreadable', reason: `tenantid is not that of ${subject}` };
  }

  private async process(arrivals: readonly Arrival[]): Promise<Togetherness> {
    const [first] = arrivals;
    if (first && arrivals.length === 1) await this.processAlone(first);
    else if (!(await this.processTogether(arrivals))) return 'apart';
    for (const { alive } of arrivals) clearInterval(alive);
    return 'done';
  }

  /** In one transaction, each after the other; answers false when not all of it could be done. */
  private async processTogether(arrivals: readonly Arrival[]): Promise<boolean> {
    const events = arrivals.flatMap(({ result, interest }) =>
      result.kind === 'event' ? [{ event: result.event, interest }] : [],
    );
    const tenantId = events[0]?.event.tenantid ?? '';
    try {
      await this.unitOfWork.run(tenantId, async (within) => {
        for (const { event, interest } of events) {
          const outcome = await interest.handle({ event, within });
          if (outcome.kind !== 'failed') continue;
          // What a repetition of the whole mends is thrown as it is.
          if (isTransient(outcome.error)) throw outcome.error;
          throw new ComesApart(event.id, { cause: outcome.error });
        }
      });
      for (const { message } of arrivals) message.ack();
      this.committed();
      return true;
    } catch (error) {
      this.logger.debug(`handling ${events.length} events one by one: ${String(error)}`);
      return false;
    }
  }

  private async processAlone({ message, result, interest }: Arrival): Promise<void> {
    try {
      switch (result.kind) {
        case 'other_version':
          return message.ack();
        case 'unreadable':
          return await this.untilDone(message, () => this.quarantine(message, result.reason));
        case 'event':
          return await this.handleUntilSettled(message, result.event, interest);
      }
    } catch (error) {
      this.logger.error(error);
    }
  }

  private async handleUntilSettled(
    message: JsMsg,
    event: CloudEvent,
    { handle, contract }: Interest,
  ): Promise<void> {
    const entry = { consumer: eventContractOf(contract).type, eventId: event.id };
    for (let attempt = 1; !this.stopped.signal.aborted; attempt += 1) {
      const outcome = await handle({ event });
      if (outcome.kind !== 'failed') return message.ack();
      const settlement = settle(outcome.error, attempt);
      this.logger.warn(`attempt ${attempt} at ${event.id} failed: ${String(outcome.error)}`);
      if (settlement.kind === 'set_aside') {
        return this.untilDone(message, () => this.quarantine(message, settlement.reason, entry));
      }
      await pause(settlement.afterMs, undefined, { signal: this.stopped.signal }).catch(
        () => undefined,
      );
    }
    message.nak();
  }

  private async untilDone(message: JsMsg, work: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; !this.stopped.signal.aborted; attempt += 1) {
      try {
        await work();
        return message.ack();
      } catch (error) {
        this.logger.error(error);
        await pause(Math.min(attempt * 500, 5_000), undefined, {
          signal: this.stopped.signal,
        }).catch(() => undefined);
      }
    }
    message.nak();
  }

  private async quarantine(
    message: JsMsg,
    reason: string,
    entry?: { readonly consumer: string; readonly eventId: string },
  ): Promise<void> {
    this.logger.error(`setting ${message.subject} aside: ${reason}`);
    await this.unitOfWork.run(tenantOfSubject(message.subject), async (tx) => {
      if (entry) await enterInbox(tx, entry.consumer, entry.eventId);
      await setAside(tx, { source: message.subject, reason, raw: message.data });
    });
  }

  /** A durable whose acknowledgements outran a lost and renewed stream would be silent for ever. */
  private async ensureDurable(): Promise<void> {
    const api = await this.broker.api();
    await ensureStream(api, 'EVENTS');
    if (await this.silenced()) await api.consumers.delete('EVENTS', this.durable);
    try {
      await api.consumers.info('EVENTS', this.durable);
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || error.code !== 10014) throw error;
      await api.consumers.add('EVENTS', {
        durable_name: this.durable,
        filter_subject: `event.*.${this.producer}.>`,
        deliver_policy: DeliverPolicy.All,
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ACK_WAIT_MS),
        max_deliver: -1,
        max_ack_pending: IN_FLIGHT,
      });
    }
  }

  private async silenced(): Promise<boolean> {
    try {
      const api = await this.broker.api();
      // In this order: the stream only grows, so it cannot seem to end before what was delivered.
      const { delivered } = await api.consumers.info('EVENTS', this.durable);
      const { state } = await api.streams.info('EVENTS');
      return delivered.stream_seq > state.last_seq;
    } catch {
      return false;
    }
  }

  private async restartWhenSilenced(messages: ConsumerMessages): Promise<void> {
    if (await this.silenced()) messages.stop();
  }
}
