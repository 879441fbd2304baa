import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { eventContractOf, requestContractOf, topology, type AgentRow } from '@libs/contracts';
import { Discovery, type FoundInstance } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { ListOfAll } from '../docs/answers.js';
import { AgentView, type AgentInstance, type AgentStateNow } from './agent.dto.js';

function instanceOf({ instanceId, startedAt, version, health }: FoundInstance): AgentInstance {
  const checks = Object.entries(health?.checks ?? {}).map(([name, { status }]) => [name, status]);
  return {
    id: instanceId,
    startedAt,
    version,
    state: health?.state ?? 'degraded',
    checks: Object.fromEntries(checks) as Record<string, string>,
  };
}

/** An agent works when one of its replicas does. */
function stateOf(instances: readonly AgentInstance[]): AgentStateNow {
  const states = instances.map(({ state }) => state);
  return states.find((state) => state === 'running') ?? states[0] ?? 'absent';
}

function viewOf(row: AgentRow, found: readonly FoundInstance[]): AgentView {
  const instances = found.filter(({ agent }) => agent === row.agent).map(instanceOf);
  return {
    agent: row.agent,
    does: row.does,
    state: stateOf(instances),
    instances,
    capabilities: {
      consumes: row.consumes.map((each) => eventContractOf(each).type),
      publishes: row.publishes.map((each) => eventContractOf(each).type),
      answers: row.answers.map((each) => requestContractOf(each).name),
    },
  };
}

@ApiTags('agents')
@Controller('api/v1/agents')
export class AgentsController {
  constructor(private readonly discovery: Discovery) {}

  @Get()
  @Permission('agents.read')
  @ListOfAll(AgentView, 'The agents of the topology and who is there for them')
  async listAgents(): Promise<AgentView[]> {
    const found = await this.discovery.find();
    return topology.map((row) => viewOf(row, found));
  }
}
