import { Injectable } from '@nestjs/common';
import { agentRow, topology } from '@libs/contracts';
import { AgentIdentity, type AgentState, type HealthReport } from '@libs/runtime';
import type { ServiceInfo, ServiceStats } from '@nats-io/services';
import { Broker } from '../connection/nats-connection.js';
import { replySubject } from '../requests/reply-subject.js';

const WAIT_MS = 2_000;
const STALL_MS = 400;

/** One replica of an agent that answered. */
export interface FoundInstance {
  readonly agent: string;
  readonly instanceId: string;
  readonly version: string;
  readonly startedAt: string;
  /** Undefined when its health did not come in time. */
  readonly health?: HealthReport & { readonly state: AgentState };
}

function instanceOf(info: ServiceInfo, stats: ServiceStats | undefined): FoundInstance {
  const health = stats?.endpoints?.[0]?.data as FoundInstance['health'];
  return {
    agent: agentRow(info.name).agent,
    instanceId: info.metadata?.['instanceId'] ?? info.id,
    version: info.version,
    startedAt: info.metadata?.['startedAt'] ?? '',
    ...(health && { health }),
  };
}

/** Finds who is there, by the NATS services protocol. */
@Injectable()
export class Discovery {
  constructor(
    private readonly broker: Broker,
    private readonly identity: AgentIdentity,
  ) {}

  /** Every replica of every agent of the topology that answers now. */
  async find(): Promise<FoundInstance[]> {
    const [infos, stats] = await Promise.all([
      this.askAll<ServiceInfo>('$SRV.INFO'),
      this.askAll<ServiceStats>('$SRV.STATS'),
    ]);
    return infos
      .filter(({ name }) => topology.some(({ agent }) => agent === name))
      .map((info) =>
        instanceOf(
          info,
          stats.find(({ id }) => id === info.id),
        ),
      );
  }

  /** Everybody's answers, until none has come for a while. */
  private async askAll<T>(subject: string): Promise<T[]> {
    const reply = replySubject(this.identity.agent);
    const answers = this.broker.connection.subscribe(reply);
    const end = (): void => answers.unsubscribe();
    const latest = setTimeout(end, WAIT_MS);
    let quiet = setTimeout(end, WAIT_MS);
    this.broker.connection.publish(subject, '', { reply });
    const all: T[] = [];
    for await (const answer of answers) {
      clearTimeout(quiet);
      quiet = setTimeout(end, STALL_MS);
      // Nobody is there: the broker says so with an empty message.
      if (answer.data.length > 0) all.push(answer.json<T>());
    }
    clearTimeout(latest);
    clearTimeout(quiet);
    return all;
  }
}
