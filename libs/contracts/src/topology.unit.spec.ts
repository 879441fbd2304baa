import { eventContractOf } from './envelope/event-contract.js';
import { requestContractOf } from './envelope/request-contract.js';
import * as contracts from './index.js';
import { agentRow, eventClass, eventTypes, requestClass, topology } from './topology.js';

const agents = topology.map((row) => row.agent);
const published = topology.flatMap((row) => row.publishes.map(eventContractOf));
const answered = topology.flatMap((row) => row.answers.map(requestContractOf));

function repeated(words: readonly string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

/** Every class the library exports that `nameOf` finds a contract on. */
function declared(nameOf: (contract: contracts.ContractClass) => string): string[] {
  return Object.values(contracts).flatMap((exported) => {
    try {
      return [nameOf(exported as contracts.ContractClass)];
    } catch {
      return [];
    }
  });
}

describe('the topology', () => {
  it('names each agent, event and request once', () => {
    expect(repeated(agents)).toEqual([]);
    expect(repeated(published.map(({ type }) => type))).toEqual([]);
    expect(repeated(answered.map(({ name }) => name))).toEqual([]);
    const classes = topology.flatMap((row) => [...row.publishes, ...row.answers]);
    expect(repeated(classes.map(({ name }) => name))).toEqual([]);
  });

  it('says of no agent twice that it consumes, asks or queues something', () => {
    for (const row of topology) {
      expect(repeated(row.consumes.map((contract) => eventContractOf(contract).type))).toEqual([]);
      expect(repeated(row.asks)).toEqual([]);
      expect(repeated(row.queues.map(({ name }) => name))).toEqual([]);
    }
  });

  it.each(topology)('gives $agent only events and requests of its own name', (row) => {
    const names = [...row.publishes.map(eventContractOf), ...row.answers.map(requestContractOf)];
    expect(names.filter(({ agent }) => agent !== row.agent)).toEqual([]);
  });

  it.each(topology)('lets $agent consume only what exactly one other agent publishes', (row) => {
    for (const contract of row.consumes) {
      const publishers = topology.filter(({ publishes }) => publishes.includes(contract));
      expect(publishers).toHaveLength(1);
      expect(publishers).not.toContain(row);
    }
  });

  it.each(topology)('lets $agent ask only other agents that answer', (row) => {
    for (const asked of row.asks) {
      expect(asked).not.toBe(row.agent);
      expect(agentRow(asked).answers).not.toEqual([]);
    }
  });

  it('gives each log that an agent reads somebody who fills it', () => {
    const filled = ['INGEST', 'EVENTS', ...topology.flatMap(({ appends }) => appends ?? [])];
    expect(filled).toEqual(expect.arrayContaining(topology.flatMap(({ reads }) => reads ?? [])));
    expect(repeated(topology.flatMap(({ appends }) => appends ?? []))).toEqual([]);
  });

  it('lists every event and request that is declared', () => {
    expect(declared((contract) => eventContractOf(contract).type).sort()).toEqual(
      published.map(({ type }) => type).sort(),
    );
    expect(declared((contract) => requestContractOf(contract).name).sort()).toEqual(
      answered.map(({ name }) => name).sort(),
    );
  });

  it('finds classes and rows by name, and knows what it does not know', () => {
    expect(eventTypes()).toEqual(published.map(({ type }) => type));
    expect(eventClass('detection.anomaly.detected.v1')).toBe(contracts.AnomalyDetected);
    expect(eventClass('detection.anomaly.detected.v2')).toBeUndefined();
    expect(requestClass('assets.get-sensor')).toBe(contracts.GetSensor);
    expect(requestClass('assets.get-nothing')).toBeUndefined();
    expect(agentRow('alarms').agent).toBe('alarms');
    expect(() => agentRow('nobody')).toThrow('"nobody" is not an agent of the topology');
  });
});
