import {
  eventContractOf,
  requestContractOf,
  topology,
  type AgentRow,
  type ContractClass,
} from '@libs/contracts';

/** The agents as a table of Markdown. */
export function agentsTable(): string {
  return [
    '<!-- prettier-ignore -->',
    line(['agent', 'consumes', 'publishes', 'answers', 'owns']),
    line(['---', '---', '---', '---', '---']),
    ...topology.map((row) =>
      line([
        `**${row.agent}** ${row.does}`,
        cell([...(row.reads ? [`log ${row.reads}`] : []), ...row.consumes.map(eventWords)]),
        cell(row.publishes.map(eventWords)),
        cell(row.answers.map((request) => `\`${requestContractOf(request).name}\``)),
        cell(owned(row)),
      ]),
    ),
  ].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function cell(words: readonly string[]): string {
  return words.length > 0 ? words.join('<br>') : '–';
}

function eventWords(event: ContractClass): string {
  return `\`${eventContractOf(event).type}\``;
}

function owned({ agent, appends, queues, awaited }: AgentRow): string[] {
  if (awaited) return ['not there yet'];
  return [
    `schema \`${agent}\``,
    ...(appends ? [`log ${appends}`] : []),
    ...queues.map(({ name }) => `queue \`${name}\``),
  ];
}
