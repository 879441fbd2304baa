import { Injectable, Logger } from '@nestjs/common';
import { agentRow, eventContractOf, requestContractOf, requestSubject } from '@libs/contracts';
import {
  AgentHealth,
  AgentIdentity,
  AgentLifecycle,
  type AgentState,
  type HealthReport,
  type StateChange,
} from '@libs/runtime';
import { Svcm, type Service } from '@nats-io/services';
import { Broker } from '../connection/nats-connection.js';
import { ensureStream } from '../connection/streams.js';

const HEARTBEAT_MS = 10_000;
const VERSION = '0.1.0';

/** Subject of an agent's status events. */
export function statusSubject(agent: string, instanceId: string): string {
  return `agent.${agent}.${instanceId}`;
}

/**
 * Makes an agent findable: it answers the NATS services protocol with its capabilities, and
 * tells every change of its state, and a heartbeat between them, on the AGENTS stream.
 */
@Injectable()
export class Announcement {
  private readonly logger = new Logger('announcement');
  private service: Service | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly identity: AgentIdentity,
    private readonly lifecycle: AgentLifecycle,
    private readonly health: AgentHealth,
    private readonly broker: Broker,
  ) {
    this.lifecycle.onChange((change) => void this.tell(change));
  }

  async start(): Promise<void> {
    const row = agentRow(this.identity.agent);
    await ensureStream(await this.broker.api(), 'AGENTS');
    this.service = await new Svcm(this.broker.connection).add({
      name: row.agent,
      version: VERSION,
      description: row.does,
      metadata: {
        instanceId: this.identity.instanceId,
        startedAt: this.identity.startedAt.toISOString(),
        consumes: row.consumes.map((each) => eventContractOf(each).type).join(' '),
        publishes: row.publishes.map((each) => eventContractOf(each).type).join(' '),
        answers: row.answers.map((each) => requestContractOf(each).name).join(' '),
        ...(row.reads && { reads: row.reads }),
      },
      statsHandler: () => this.tellHealth(),
    });
    // The protocol tells statistics per endpoint: without one, nobody would learn the state.
    this.service.addEndpoint('health', {
      subject: requestSubject(`${row.agent}.health`),
      handler: (_, message) => {
        void this.tellHealth().then((health) => message.respond(JSON.stringify(health)));
      },
    });
    this.timer = setInterval(() => void this.tell(), HEARTBEAT_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.tell({ from: 'draining', to: 'stopped', reason: 'closing', at: new Date() });
    await this.service?.stop().catch((error: unknown) => this.logger.warn(error));
    this.service = undefined;
  }

  private async tellHealth(): Promise<HealthReport & { state: AgentState }> {
    const report = await this.health.report();
    return { ...report, state: this.lifecycle.state };
  }

  private async tell(change?: StateChange): Promise<void> {
    if (!this.service) return;
    const { agent, instanceId, startedAt } = this.identity;
    const status = {
      agent,
      instanceId,
      state: change?.to ?? this.lifecycle.state,
      ...(change && { previousState: change.from, reason: change.reason }),
      startedAt: startedAt.toISOString(),
      at: (change?.at ?? new Date()).toISOString(),
    };
    try {
      await this.broker.stream.publish(statusSubject(agent, instanceId), JSON.stringify(status));
    } catch (error) {
      this.logger.warn(`status not told: ${String(error)}`);
    }
  }
}
