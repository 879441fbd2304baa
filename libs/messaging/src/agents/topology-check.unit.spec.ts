import { agentRow, AnomalyDetected, SensorRegistered, topology } from '@libs/contracts';
import { Handles } from '../events/event-handler.js';
import { Reads } from '../logs/log-reader.js';
import { Answers } from '../requests/request-handler.js';
import { assertMatchesTopology, TopologyMismatch, type WaysIn } from './topology-check.js';

function waysOf(agent: string): WaysIn {
  const row = agentRow(agent);
  const decorated = (decorator: ClassDecorator): object => {
    class Entrance {
      readonly of = agent;
    }
    decorator(Entrance);
    return Entrance;
  };
  return {
    handlers: row.consumes.map((each) => decorated(Handles(each))),
    answers: row.answers.map((each) => decorated(Answers(each as never))),
    readers: row.reads ? [decorated(Reads(row.reads))] : [],
  };
}

describe('comparing an agent with its row of the topology', () => {
  it.each(topology.map((row) => row.agent))('accepts exactly the row of %s', (agent) => {
    expect(() => assertMatchesTopology(agent, waysOf(agent))).not.toThrow();
  });

  it('names a handler that is missing and one that is too many', () => {
    class Surprised {
      readonly by = 'anomalies';
    }
    Handles(AnomalyDetected)(Surprised);
    const ways = { ...waysOf('detection'), handlers: [Surprised] };
    const check = (): void => assertMatchesTopology('detection', ways);
    expect(check).toThrow(TopologyMismatch);
    expect(check).toThrow(/nothing handles SensorRegistered.*it handles AnomalyDetected/);
  });

  it('names a request that nothing answers, and a log that nothing reads', () => {
    const none = { handlers: [], answers: [], readers: [] };
    expect(() => assertMatchesTopology('detection', none)).toThrow(
      /nothing answers ListAnomalies.*it reads , not READINGS/,
    );
  });

  it('refuses a class that says of itself nothing at all', () => {
    class Mute {
      readonly handles = SensorRegistered;
    }
    const ways = { ...waysOf('detection'), handlers: [Mute] };
    expect(() => assertMatchesTopology('detection', ways)).toThrow(/nothing handles/);
  });

  it('refuses a word that is no agent', () => {
    expect(() => assertMatchesTopology('oracle', waysOf('assets'))).toThrow(/not an agent/);
  });
});
