import { Injectable } from '@nestjs/common';
import { agentRow, topology } from '@libs/contracts';
import type { AgentState, HealthReport } from '@libs/runtime';
import { Svcm, type ServiceInfo, type ServiceStats } from '@nats-io/services';
import { Broker } from '../connection/nats-connection.js';

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

async function collect<T>(answers: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of answers) all.push(each);
  return all;
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
  constructor(private readonly broker: Broker) {}

  /** Every replica of every agent of the topology that answers now. */
  async find(): Promise<FoundInstance[]> {
    const services = new Svcm(this.broker.connection);
    const client = services.client({ strategy: 'stall', maxWait: WAIT_MS, stall: STALL_MS });
    const [infos, stats] = await Promise.all([
      client.info().then(collect),
      client.stats().then(collect),
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
}
