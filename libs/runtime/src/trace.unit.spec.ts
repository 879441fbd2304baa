import { currentAgent, currentTrace, nextTraceparent, runAsAgent, runInTrace } from './trace.js';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

describe('tracing', () => {
  it('goes on with the given trace in a span of its own', () => {
    const next = nextTraceparent(PARENT);
    expect(next).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(next).not.toBe(PARENT);
  });

  it.each(['', 'nonsense', PARENT.toUpperCase(), `${PARENT}-more`, undefined])(
    'begins a trace where there is none to go on with: %s',
    (parent) => {
      expect(nextTraceparent(parent)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(nextTraceparent(parent)).not.toBe(nextTraceparent(parent));
    },
  );

  it('keeps agents and traces that run side by side apart', async () => {
    const trace = (correlationId: string) => ({ correlationId, actor: 'a', traceparent: PARENT });
    const seen = await Promise.all(
      ['one', 'two', 'three'].map((name) =>
        runAsAgent(name, () =>
          runInTrace(trace(name), async () => {
            await new Promise((resolve) => setImmediate(resolve));
            return [currentAgent(), currentTrace()?.correlationId];
          }),
        ),
      ),
    );
    expect(seen).toEqual([
      ['one', 'one'],
      ['two', 'two'],
      ['three', 'three'],
    ]);
    expect([currentAgent(), currentTrace()]).toEqual([undefined, undefined]);
  });
});
