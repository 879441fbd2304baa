import { eventContractOf, topology, type AgentRow, type ContractClass } from '@libs/contracts';

/** The topology as a Mermaid flowchart, in a fence of Markdown. */
export function diagram(): string {
  const agents = topology.filter(({ reads }) => reads !== 'EVENTS');
  const watching = topology.filter(({ reads }) => reads === 'EVENTS');
  return [
    '```mermaid',
    'flowchart TB',
    '  devices(["sensor gateways"])',
    '  people(["people and dashboards"])',
    '  subgraph agents',
    ...agents.map((row) => `    ${node(row)}`),
    ...agents.filter(({ appends }) => appends).flatMap(logEdges),
    ...agents.flatMap((to) => agents.flatMap((from) => eventEdge(from, to))),
    ...agents.flatMap(({ agent, asks }) =>
      asks.map((asked) => `    ${agent} -. "requests" .-> ${asked}`),
    ),
    '  end',
    ...watching.map((row) => `  ${node(row)}`),
    ...agents
      .filter(({ reads }) => reads === 'INGEST')
      .flatMap(({ agent }) => [
        `  devices == "readings (INGEST)" ==> ${agent}`,
        `  ${agent} -. "watermark, reject" .-> devices`,
      ]),
    ...watching.flatMap(({ agent }) => [
      `  agents -- "every event (EVENTS)" --> ${agent}`,
      `  ${agent} -. "requests" .-> agents`,
      `  people <-. "HTTP" .-> ${agent}`,
    ]),
    '```',
  ].join('\n');
}

function node({ agent, does }: AgentRow): string {
  return `${agent}["<b>${agent}</b><br/>${does}"]`;
}

function logEdges({ agent, appends }: AgentRow): string[] {
  return topology
    .filter(({ reads }) => reads === appends)
    .map((reader) => `    ${agent} == "readings (${appends ?? ''})" ==> ${reader.agent}`);
}

function eventEdge(from: AgentRow, to: AgentRow): string[] {
  const heard = to.consumes.filter((event) => from.publishes.includes(event)).map(words);
  return heard.length > 0 ? [`    ${from.agent} -- "${heard.join('<br/>')}" --> ${to.agent}`] : [];
}

function words(event: ContractClass): string {
  const [, thing = '', happened = ''] = eventContractOf(event).type.split('.');
  return `${thing} ${happened}`.replaceAll('_', ' ');
}
