import { Injectable } from '@nestjs/common';
import {
  FindGatewayMessage,
  GetReading,
  type CloudEvent,
  type GatewayMessageView,
} from '@libs/contracts';
import { Refusal, RequestFailed } from '@libs/messaging';
import { maySee } from '../event-log/may-see.js';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import { EventLogRepository } from '../persistence/event-log.repository.js';
import { summarise } from './summarise.js';
import type { TraceStep, TraceView } from './trace.dto.js';

type Moment = Omit<TraceStep, 'sinceStartMs'>;

const EVENTS_AT_MOST = 1_000;
const OF_A_READING = ['detection.anomaly.detected.v1', 'detection.limit.exceeded.v1'];

function momentOf(event: CloudEvent): Moment {
  return {
    at: event.time,
    agent: event.source.replace(/^\/agents\//, ''),
    type: event.type,
    summary: summarise(event.type, event.data),
    actor: event.actor,
    eventId: event.id,
    causationId: event.causationid ?? null,
    data: event.data,
  };
}

function acquired(type: string, at: string, actor: string | null, data: object): Moment {
  const summary = summarise(type, data);
  return { at, agent: 'acquisition', type, summary, actor, eventId: null, causationId: null, data };
}

function momentsOf(message: GatewayMessageView): Moment[] {
  const actor = `gateway:${message.gateway}`;
  return [
    acquired('acquisition.message.received', message.receivedAt, actor, message),
    acquired('acquisition.readings.recorded', message.recordedAt, actor, message),
  ];
}

/** Tells what happened under a correlation id, from the first reading to the last message. */
@Injectable()
export class Story {
  constructor(
    private readonly agents: AgentsClient,
    private readonly log: EventLogRepository,
  ) {}

  async tell(correlationId: string, asking: Asking): Promise<TraceView | undefined> {
    const [message, logged] = await Promise.all([
      known(this.agents.ask(FindGatewayMessage, { correlationId }, asking)),
      this.log.ofCorrelation(asking.caller.tenantId, correlationId, EVENTS_AT_MOST),
    ]);
    const events = logged.filter((event) => maySee(asking.caller, event));
    const moments = [
      ...(message ? momentsOf(message) : []),
      ...(await this.firstReading(events, asking)),
      ...events.map(momentOf),
    ];
    return moments.length > 0 ? inOrder(correlationId, moments) : undefined;
  }

  /** The reading that the first finding was about. */
  private async firstReading(events: readonly CloudEvent[], asking: Asking): Promise<Moment[]> {
    const finding = events.find(({ type }) => OF_A_READING.includes(type));
    if (!finding) return [];
    const { sensorId, measuredAt } = finding.data as { sensorId: string; measuredAt: string };
    const reading = await known(this.agents.ask(GetReading, { sensorId, measuredAt }, asking));
    return reading
      ? [acquired('acquisition.reading.recorded', reading.recordedAt, null, reading)]
      : [];
  }
}

function inOrder(correlationId: string, moments: readonly Moment[]): TraceView {
  const sorted = [...moments].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const startedAt = sorted[0]?.at ?? '';
  const since = (at: string): number => Date.parse(at) - Date.parse(startedAt);
  const steps = sorted.map((each) => ({ ...each, sinceStartMs: since(each.at) }));
  return { correlationId, startedAt, durationMs: steps.at(-1)?.sinceStartMs ?? 0, steps };
}

/** What acquisition knows; that it does not answer must not keep the rest of the story back. */
async function known<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal || error instanceof RequestFailed) return undefined;
    throw error;
  }
}
