import { Logger } from '@nestjs/common';
import { AgentHealth } from './health.js';
import { AGENT_STATES, AgentLifecycle, type AgentState } from './lifecycle.js';

const ALLOWED = [
  'registered → starting',
  'registered → stopped',
  'starting → running',
  'starting → degraded',
  'starting → draining',
  'starting → stopped',
  'running → degraded',
  'running → draining',
  'degraded → running',
  'degraded → draining',
  'draining → stopped',
];
const ROADS: Readonly<Record<AgentState, readonly AgentState[]>> = {
  registered: [],
  starting: ['starting'],
  running: ['starting', 'running'],
  degraded: ['starting', 'degraded'],
  draining: ['starting', 'draining'],
  stopped: ['stopped'],
};

function lifecycleIn(state: AgentState): AgentLifecycle {
  const lifecycle = new AgentLifecycle();
  for (const each of ROADS[state]) lifecycle.moveTo(each, 'on the way');
  return lifecycle;
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('EVT-08: the life of an agent', () => {
  it('takes the steps it knows and no other', () => {
    const taken = AGENT_STATES.flatMap((from) =>
      AGENT_STATES.filter((to) => {
        const lifecycle = lifecycleIn(from);
        lifecycle.moveTo(to, 'tried');
        return to !== from && lifecycle.state === to;
      }).map((to) => `${from} → ${to}`),
    );
    expect(taken).toEqual(ALLOWED);
  });

  it('tells every step once, with its reason', () => {
    const lifecycle = lifecycleIn('starting');
    const told: string[] = [];
    lifecycle.onChange(({ from, to, reason }) => told.push(`${from} → ${to}: ${reason}`));
    lifecycle.moveTo('running', 'listening');
    lifecycle.moveTo('running', 'again');
    lifecycle.moveTo('draining', 'asked to stop');
    expect(told).toEqual(['starting → running: listening', 'running → draining: asked to stop']);
  });
});

describe('EVT-08: the health of an agent', () => {
  let broken: string[];
  let lifecycle: AgentLifecycle;
  let health: AgentHealth;

  beforeEach(() => {
    broken = [];
    lifecycle = lifecycleIn('running');
    health = new AgentHealth(lifecycle);
    for (const name of ['database', 'nats']) {
      health.add(name, async () => {
        if (broken.includes(name)) throw new Error(`${name} is away`);
      });
    }
  });

  it('degrades while something is away and recovers when it is back', async () => {
    expect(await health.ready()).toMatchObject({ status: 'up' });
    broken = ['nats'];
    expect(await health.ready()).toEqual({
      status: 'down',
      checks: { database: { status: 'up' }, nats: { status: 'down', error: 'nats is away' } },
    });
    expect(lifecycle.state).toBe('degraded');
    broken = [];
    expect(await health.ready()).toMatchObject({ status: 'up' });
    expect(lifecycle.state).toBe('running');
  });

  it('gives up on a check that never answers, and on one that throws at once', async () => {
    jest.useFakeTimers();
    health.add('silent', () => new Promise(() => undefined));
    health.add('hasty', () => {
      throw new Error('not open');
    });
    const report = health.report();
    await jest.advanceTimersByTimeAsync(3_000);
    jest.useRealTimers();
    expect((await report).checks).toMatchObject({
      silent: { status: 'down', error: 'no answer in 3000 ms' },
      hasty: { status: 'down', error: 'not open' },
      database: { status: 'up' },
    });
  });

  it('takes no work while draining, however well it is, and does not come back from there', async () => {
    lifecycle.moveTo('draining', 'asked to stop');
    expect(await health.ready()).toMatchObject({ status: 'down' });
    broken = ['database'];
    await health.report();
    broken = [];
    await health.report();
    expect(lifecycle.state).toBe('draining');
  });
});
