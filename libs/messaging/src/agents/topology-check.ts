import { agentRow, type ContractClass } from '@libs/contracts';
import { handledEventOf } from '../events/event-handler.js';
import { readLogOf } from '../logs/log-reader.js';
import { answeredRequestOf } from '../requests/request-handler.js';

/** The classes through which anything reaches an agent. */
export interface WaysIn {
  readonly handlers: readonly object[];
  readonly answers: readonly object[];
  readonly readers: readonly object[];
}

/** An agent's code and its row of the topology differ. */
export class TopologyMismatch extends Error {
  override readonly name = 'TopologyMismatch';
}

function difference(
  what: string,
  declared: readonly ContractClass[],
  present: readonly (ContractClass | undefined)[],
): string[] {
  const missing = declared.filter((each) => !present.includes(each));
  const extra = present.filter((each) => each !== undefined && !declared.includes(each));
  return [
    ...missing.map((each) => `nothing ${what} ${each.name}, which its row declares`),
    ...extra.map((each) => `it ${what} ${each?.name ?? ''}, which its row does not declare`),
  ];
}

/** Throws unless an agent handles, answers and reads exactly what its row declares. */
export function assertMatchesTopology(agent: string, ways: WaysIn): void {
  const row = agentRow(agent);
  const logs = ways.readers.map((each) => readLogOf(each)?.log);
  const differences = [
    ...difference('handles', row.consumes, ways.handlers.map(handledEventOf)),
    ...difference('answers', row.answers, ways.answers.map(answeredRequestOf)),
    ...(logs.join() === (row.reads ?? '')
      ? []
      : [`it reads ${logs.join()}, not ${row.reads ?? 'nothing'}`]),
  ];
  if (differences.length > 0) throw new TopologyMismatch(`${agent}: ${differences.join('; ')}`);
}
